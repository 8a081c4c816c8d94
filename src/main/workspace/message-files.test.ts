import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { savedMessageSchema } from '../../shared/model/saved-message'
import { MessageFiles } from './message-files'
import { temporaryFolder } from './temporary-folder.test-support'

async function workspace(files: Readonly<Record<string, string>> = {}) {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'messages'))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, 'messages', name), text)
  return { folder, messages: new MessageFiles(folder) }
}

const hello = savedMessageSchema.parse({ name: 'Hello!', text: 'hi' })

describe('saved messages', () => {
  it('are none where there is no folder', async () => {
    expect(await new MessageFiles(await temporaryFolder()).list()).toEqual({ messages: [], problems: [] })
  })

  it('need a name only', async () => {
    const { messages } = await workspace({ 'a.json': '{ "name": "A" }' })
    expect((await messages.list()).messages).toEqual([
      {
        file: 'messages/a.json',
        message: {
          version: 1,
          name: 'A',
          type: 'text',
          text: '',
          placeholders: true,
          target: { to: 'everyone' },
          direction: 'to-client',
          key: null,
        },
      },
    ])
  })

  it.each([
    ['{ "name": "A", "target": { "to": "room", "room": "" } }', 'target.room: must not be empty'],
    ['{ "name": "A", "target": { "to": "nobody" } }', 'target.to: expected "everyone" or'],
    ['{ "name": "A", "txt": "" }', 'txt: unknown setting'],
    ['{ "version": 2, "name": "A" }', 'version: this version of Understudy reads version 1'],
    ['{ "name": "A", "key": 12 }', 'key: must be at most 9'],
    ['{ "name": }', '1:11: value expected'],
    ['', '1:1: value expected'],
  ])('that are wrong are named with file and place, and the others stay: %s', async (text, problem) => {
    const { messages } = await workspace({ 'bad.json': text, 'good.json': '{ "name": "Good" }' })
    const listed = await messages.list()
    expect(listed.messages.map(({ message }) => message.name)).toEqual(['Good'])
    expect(listed.problems).toEqual([
      { file: 'messages/bad.json', message: expect.stringContaining(problem) },
    ])
  })

  it('come back as they were saved, each in a file of its own', async () => {
    const { messages, folder } = await workspace()
    const second = {
      ...hello,
      target: { to: 'room', room: 'lobby' },
      direction: 'from-client',
      key: 3,
    } as const
    expect(await messages.save(hello, null)).toBe('messages/hello.json')
    expect(await messages.save(second, null)).toBe('messages/hello-2.json')
    const listed = (await messages.list()).messages.map(({ message }) => message)
    expect(listed).toHaveLength(2)
    expect(listed).toEqual(expect.arrayContaining([hello, second]))
    expect(await readFile(join(folder, 'messages', 'hello.json'), 'utf8')).toContain('"name": "Hello!"')
  })

  it('are changed in their file, and removed', async () => {
    const { messages } = await workspace()
    const file = await messages.save(hello, null)
    await messages.save({ ...hello, name: 'Bye' }, file)
    expect((await messages.list()).messages).toMatchObject([{ file, message: { name: 'Bye' } }])
    await messages.remove(file)
    expect((await messages.list()).messages).toEqual([])
    await expect(messages.remove(file)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('share no key', async () => {
    const { messages } = await workspace()
    await messages.save({ ...hello, key: 1 }, null)
    await expect(messages.save({ ...hello, name: 'Other', key: 1 }, null)).rejects.toThrow('“Hello!” already')
  })

  it('never leave the workspace', async () => {
    const { messages, folder } = await workspace()
    await expect(messages.save(hello, 'messages/../understudy.json')).rejects.toMatchObject({
      code: 'bad-request',
    })
    const outside = await temporaryFolder()
    const linked = await temporaryFolder()
    await symlink(outside, join(linked, 'messages'))
    await expect(new MessageFiles(linked).save(hello, null)).rejects.toMatchObject({
      code: 'workspace-invalid',
    })
    await writeFile(join(outside, 'secret.json'), '{ "name": "Secret" }')
    await symlink(join(outside, 'secret.json'), join(folder, 'messages', 'link.json'))
    expect((await messages.list()).messages).toEqual([])
  })
})
