import { readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SampleLibrary } from './samples'
import { temporaryFolder } from './temporary-folder.test-support'

describe('SampleLibrary', () => {
  it('copies a sample on first use and never writes over what was edited', async () => {
    const folder = await temporaryFolder({
      'shipped/chat/understudy.json': '{}',
      'shipped/chat/handlers/chat.ts': 'one',
      'shipped/README.md': '',
    })
    const library = new SampleLibrary(join(folder, 'shipped'), join(folder, 'user', 'samples'))
    expect(await library.names()).toEqual(['chat'])
    const copy = await library.copyOf('chat')
    expect(await readFile(join(copy, 'handlers', 'chat.ts'), 'utf8')).toBe('one')
    await writeFile(join(copy, 'handlers', 'chat.ts'), 'mine')
    expect(await library.copyOf('chat')).toBe(copy)
    expect(await readFile(join(copy, 'handlers', 'chat.ts'), 'utf8')).toBe('mine')
    expect(await readdir(join(folder, 'user', 'samples'))).toEqual(['chat'])
  })

  it('copies a sample once when it is asked for twice at the same time', async () => {
    const folder = await temporaryFolder({ 'shipped/chat/understudy.json': '{}' })
    const library = new SampleLibrary(join(folder, 'shipped'), join(folder, 'copies'))
    const copies = await Promise.all([library.copyOf('chat'), library.copyOf('chat')])
    expect(new Set(copies).size).toBe(1)
    expect(await readdir(join(folder, 'copies'))).toEqual(['chat'])
  })

  it('knows the samples and their copies, and names those that there are', async () => {
    const folder = await temporaryFolder({ 'shipped/chat/understudy.json': '{}' })
    const library = new SampleLibrary(join(folder, 'shipped'), join(folder, 'copies'))
    expect(library.nameOf(join(folder, 'shipped', 'chat'))).toBe('chat')
    expect(library.nameOf(join(folder, 'copies', 'chat'))).toBe('chat')
    expect(library.nameOf(join(folder, 'chat'))).toBe(null)
    await symlink(join(folder, 'shipped'), join(folder, 'link'), 'junction')
    expect(new SampleLibrary(join(folder, 'link'), folder).nameOf(join(folder, 'shipped', 'chat'))).toBe(
      'chat',
    )
    await expect(library.copyOf('../chat')).rejects.toThrow('choose one of chat')
  })
})
