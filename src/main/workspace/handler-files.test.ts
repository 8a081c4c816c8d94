import { readdir, readFile, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { HandlerFiles } from './handler-files'
import { temporaryFolder } from './temporary-folder.test-support'

const handler = 'export default { onMessage() {} }'

describe('HandlerFiles', () => {
  it('lists what declares handlers and what is only imported, by path', async () => {
    const folder = await temporaryFolder({
      'handlers/b.ts': handler,
      'handlers/a.mjs': 'const a = {}\nexport { a as default }',
      'handlers/deep/c.js': handler,
      'handlers/shop.ts': 'export const shop = 1',
      'handlers/_draft.ts': handler,
      'handlers/_shared/d.ts': handler,
      'handlers/types.d.ts': handler,
      'handlers/b.test.ts': handler,
      'handlers/notes.md': handler,
      'handlers/node_modules/x/index.js': handler,
      'other/e.ts': handler,
    })
    const files = await new HandlerFiles(folder).list()
    expect(files.filter((file) => file.declaresHandlers).map((file) => file.path)).toEqual([
      'handlers/a.mjs',
      'handlers/b.ts',
      'handlers/deep/c.js',
    ])
    expect(files.filter((file) => !file.declaresHandlers).map((file) => file.path)).toEqual([
      'handlers/_draft.ts',
      'handlers/_shared/d.ts',
      'handlers/b.test.ts',
      'handlers/shop.ts',
      'handlers/types.d.ts',
    ])
  })

  it('gives a file another version with another text, and only then', async () => {
    const folder = await temporaryFolder({ 'handlers/a.ts': handler, 'handlers/_b.ts': handler })
    const files = new HandlerFiles(folder)
    const before = await files.list()
    expect(await files.list()).toEqual(before)
    await files.save('handlers/_b.ts', `${handler} // changed`)
    const changed = (await files.list()).filter(({ version }, index) => version !== before[index]?.version)
    expect(changed.map(({ path }) => path)).toEqual(['handlers/_b.ts'])
  })

  it('leaves out what goes while it looks, as when a branch is checked out', async () => {
    const paths = Array.from({ length: 200 }, (_, number) => `handlers/_${number}.ts`)
    const folder = await temporaryFolder(Object.fromEntries(paths.map((path) => [path, handler])))
    const listing = new HandlerFiles(folder).list()
    for (const path of paths) await rm(join(folder, path))
    expect((await listing).length).toBeLessThanOrEqual(paths.length)
    expect(await new HandlerFiles(folder).list()).toEqual([])
  })

  it('says that the workspace is gone where its folder was deleted', async () => {
    const folder = await temporaryFolder({ 'workspace/handlers/a.ts': handler })
    const files = new HandlerFiles(join(folder, 'workspace'))
    await rm(join(folder, 'workspace'), { recursive: true })
    const gone = {
      code: 'workspace-invalid',
      message: expect.stringMatching(/^The folder .*workspace is gone/),
    }
    await expect(files.list()).rejects.toMatchObject(gone)
    await expect(files.save('handlers/a.ts', handler)).rejects.toMatchObject(gone)
  })

  it('finds nothing where there is no handlers folder', async () => {
    expect(await new HandlerFiles(await temporaryFolder()).list()).toEqual([])
  })

  it.each([
    'handlers/../../etc/x.ts',
    'handlers/./x.ts',
    '/handlers/x.ts',
    'other/x.ts',
    'handlers',
    'handlers/x.sh',
    'handlers\\..\\x.ts',
    'handlers//x.ts',
  ])('refuses the path %s', async (path) => {
    const files = new HandlerFiles(await temporaryFolder({ 'x.ts': 'secret' }))
    await expect(files.read(path)).rejects.toMatchObject({ code: 'bad-request' })
    await expect(files.save(path, '')).rejects.toMatchObject({ code: 'bad-request' })
  })

  it.skipIf(process.platform === 'win32')('refuses links that lead out of the workspace', async () => {
    const outside = await temporaryFolder({ 'secret.ts': handler })
    const folder = await temporaryFolder({ 'handlers/a.ts': handler })
    await symlink(join(outside, 'secret.ts'), join(folder, 'handlers/link.ts'))
    await symlink(outside, join(folder, 'handlers/linked'))
    await symlink(join(outside, 'not-yet.ts'), join(folder, 'handlers/dangling.ts'))
    await symlink(join(folder, 'handlers/a.ts'), join(folder, 'handlers/inside.ts'))
    const files = new HandlerFiles(folder)
    for (const path of ['handlers/link.ts', 'handlers/linked/new.ts', 'handlers/dangling.ts']) {
      await expect(files.save(path, 'changed')).rejects.toMatchObject({ code: 'bad-request' })
      await expect(files.remove(path)).rejects.toMatchObject({ code: 'bad-request' })
    }
    expect(await readFile(join(outside, 'secret.ts'), 'utf8')).toBe(handler)
    expect(await readdir(outside)).toEqual(['secret.ts'])
    expect((await files.list()).map((file) => file.path)).toEqual(['handlers/a.ts', 'handlers/inside.ts'])
  })

  it.skipIf(process.platform === 'win32')(
    'says so where handlers/ itself leads out of the workspace',
    async () => {
      const outside = await temporaryFolder({ 'a.ts': handler })
      const folder = await temporaryFolder({ 'mocks/a.ts': handler })
      await symlink(outside, join(folder, 'handlers'))
      await expect(new HandlerFiles(folder).list()).rejects.toMatchObject({
        code: 'workspace-invalid',
        message: expect.stringContaining('outside of the workspace'),
      })
      await rm(join(folder, 'handlers'))
      await symlink(join(folder, 'mocks'), join(folder, 'handlers'))
      expect(await new HandlerFiles(folder).list()).toEqual([
        { path: 'handlers/a.ts', declaresHandlers: true, version: expect.any(String) },
      ])
    },
  )

  it('creates a handler that works, and never over another file', async () => {
    const files = new HandlerFiles(await temporaryFolder())
    const text = await files.create('handlers/shop/price list.ts')
    expect(text).toContain("handlesPath: '/ws/price-list'")
    expect(await files.read('handlers/shop/price list.ts')).toBe(text)
    expect(await files.list()).toEqual([
      { path: 'handlers/shop/price list.ts', declaresHandlers: true, version: expect.any(String) },
    ])
    await expect(files.create('handlers/shop/price list.ts')).rejects.toMatchObject({ code: 'file-exists' })
  })

  it('renames and removes', async () => {
    const files = new HandlerFiles(
      await temporaryFolder({ 'handlers/a.ts': handler, 'handlers/b.ts': handler }),
    )
    await expect(files.rename('handlers/a.ts', 'handlers/b.ts')).rejects.toMatchObject({
      code: 'file-exists',
    })
    await files.rename('handlers/a.ts', 'handlers/new/c.ts')
    await files.remove('handlers/b.ts')
    expect((await files.list()).map((file) => file.path)).toEqual(['handlers/new/c.ts'])
    await expect(files.remove('handlers/b.ts')).rejects.toMatchObject({ code: 'not-found' })
    await expect(files.read('handlers/b.ts')).rejects.toMatchObject({ code: 'not-found' })
  })
})
