import { chmod, mkdir, readdir, readFile, stat, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isTemporaryFile, writeAtomically } from './atomic-write'
import { temporaryFolder } from './temporary-folder.test-support'

describe('writeAtomically', () => {
  it('replaces the text and leaves nothing else behind', async () => {
    const folder = await temporaryFolder({ 'a.json': 'old' })
    await writeAtomically(join(folder, 'a.json'), 'new')
    expect(await readFile(join(folder, 'a.json'), 'utf8')).toBe('new')
    expect(await readdir(folder)).toEqual(['a.json'])
  })

  it.skipIf(process.platform === 'win32')('keeps the permissions, and a link a link', async () => {
    const folder = await temporaryFolder({ 'real/a.json': 'old' })
    await chmod(join(folder, 'real/a.json'), 0o640)
    await symlink(join(folder, 'real/a.json'), join(folder, 'a.json'))
    await writeAtomically(join(folder, 'a.json'), 'new')
    expect(await readFile(join(folder, 'real/a.json'), 'utf8')).toBe('new')
    expect((await stat(join(folder, 'real/a.json'))).mode & 0o777).toBe(0o640)
  })

  it('leaves the old state and no temporary file where it fails', async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, 'taken/inside'), { recursive: true })
    await expect(writeAtomically(join(folder, 'taken'), 'text')).rejects.toMatchObject({ code: 'io' })
    expect((await readdir(folder)).filter(isTemporaryFile)).toEqual([])
    expect(await readdir(join(folder, 'taken'))).toEqual(['inside'])
  })
})
