import { spawnSync } from 'node:child_process'
import { mkdir, readdir, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ownerMark } from './engine/process-owner'
import { removeOwnedFolders, removeTemporaryFiles } from './leftovers'
import { temporaryFolder } from './workspace/temporary-folder.test-support'

const dead = ownerMark().replace(/^\d+/, String(spawnSync(process.execPath, ['-e', '']).pid))
const living = ownerMark().replace(/^\d+/, String(process.ppid))

describe('temporary files', () => {
  it('of dead processes are removed, those of living ones and everything else stay', async () => {
    const folder = await temporaryFolder({
      'understudy.json': '{}',
      [`.understudy-${dead}00ff.tmp`]: 'half',
      [`.understudy-${living}00ff.tmp`]: 'being written',
      [`.understudy-${ownerMark()}00ff.tmp`]: 'being written here',
      [`understudy-${dead}00ff.tmp`]: "somebody's own",
      [`deeper/.understudy-${dead}00ff.tmp`]: 'half',
    })
    await removeTemporaryFiles(folder, 'flat')
    expect((await readdir(folder)).sort()).toEqual(
      [
        `.understudy-${living}00ff.tmp`,
        `.understudy-${ownerMark()}00ff.tmp`,
        'deeper',
        'understudy.json',
        `understudy-${dead}00ff.tmp`,
      ].sort(),
    )
    expect(await readdir(join(folder, 'deeper'))).toHaveLength(1)
    await removeTemporaryFiles(folder, 'deep')
    expect(await readdir(join(folder, 'deeper'))).toEqual([])
  })

  it('are not looked for where there is no folder', async () => {
    await removeTemporaryFiles(join(await temporaryFolder(), 'missing'), 'deep')
  })
})

describe('folders with compiled handlers', () => {
  it('of dead processes are removed with all in them; those of living ones stay', async () => {
    const folder = await temporaryFolder({
      [`run-${dead}abc/load-1/handlers/a.mjs`]: '',
      [`run-${living}abc/load-1/handlers/a.mjs`]: '',
      [`${dead}abc/a.mjs`]: '',
    })
    await removeOwnedFolders(folder, 'run-')
    expect((await readdir(folder)).sort()).toEqual([`${dead}abc`, `run-${living}abc`].sort())
    await removeOwnedFolders(folder, '')
    expect(await readdir(folder)).toEqual([`run-${living}abc`])
  })

  it('are never taken for one by their first letters alone, and links are left where they are', async () => {
    const folder = await temporaryFolder({ 'run-mine/kept': '' })
    const long = new Date(Date.now() - 7 * 24 * 60 * 60 * 1000)
    await utimes(join(folder, 'run-mine'), long, long)
    await mkdir(join(folder, 'elsewhere'))
    await writeFile(join(folder, 'elsewhere/kept'), '')
    await symlink(join(folder, 'elsewhere'), join(folder, `run-${dead}link`), 'junction')
    await removeOwnedFolders(folder, 'run-')
    expect(await readdir(join(folder, 'run-mine'))).toEqual(['kept'])
    expect(await readdir(join(folder, 'elsewhere'))).toEqual(['kept'])
    expect(await readdir(folder)).toContain(`run-${dead}link`)
  })
})
