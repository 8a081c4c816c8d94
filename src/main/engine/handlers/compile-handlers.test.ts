import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compileHandlers } from './compile-handlers'
import { CompiledModules } from './compiled-modules'
import { embeddedSourceMap } from './embedded-source-map'
import { runtimeKey } from './understudy-binding'

let root: string
let workspace: string
let store: CompiledModules

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'understudy-compile-')))
  workspace = join(root, 'my mocks')
  store = new CompiledModules(join(root, 'out'))
  await mkdir(workspace)
})

afterEach(() => rm(root, { recursive: true, force: true }))

async function write(files: Readonly<Record<string, string>>, folder = workspace): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), text)
  }
}

async function compile(
  ...files: string[]
): Promise<readonly { readonly file: string; readonly url: string }[]> {
  const compiled = await compileHandlers(workspace, files, store)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems))
  return compiled.modules
}

async function problems(...files: string[]): Promise<unknown> {
  const compiled = await compileHandlers(workspace, files, store)
  return compiled.ok ? [] : compiled.problems
}

/** The default export of the first of the files. */
async function load(...files: string[]): Promise<unknown> {
  const [first] = await compile(...files)
  const module: { readonly default: unknown } = await import(/* @vite-ignore */ first?.url ?? '')
  return module.default
}

describe('compileHandlers', () => {
  it('compiles TypeScript without checking types', async () => {
    await write({ 'handlers/chat.ts': 'const port: number = "4400"; export default { name: "on " + port }' })
    expect(await load('handlers/chat.ts')).toEqual({ name: 'on 4400' })
  })

  it('gives what has changed a module of its own, even if only its lines are others', async () => {
    await write({ 'handlers/a.ts': 'export default {}', 'handlers/b.ts': 'export default []' })
    const before = await compile('handlers/a.ts', 'handlers/b.ts')
    await write({ 'handlers/b.ts': '// A comment.\nexport default []' })
    const after = await compile('handlers/a.ts', 'handlers/b.ts')
    expect(after[0]).toEqual(before[0])
    expect(after[1]?.url).not.toBe(before[1]?.url)
  })

  it('removes a module when the last version that uses it has gone, and writes it again for the next', async () => {
    await write({ 'handlers/a.ts': 'export default {}', 'handlers/b.ts': 'export default []' })
    const files = ['handlers/a.ts', 'handlers/b.ts']
    const both = await compileHandlers(workspace, files, store)
    const one = await compileHandlers(workspace, ['handlers/a.ts'], store)
    if (!both.ok || !one.ok) throw new Error('It does not compile')
    await store.release(both.outputs)
    const left = await readdir(join(root, 'out/handlers'))
    expect(left).toEqual([basename(one.outputs[0] ?? '')])
    // At once with what comes next, which must not lose it.
    const [, again] = await Promise.all([store.release(one.outputs), compile('handlers/a.ts')])
    expect(await import(/* @vite-ignore */ `${again[0]?.url}?again`)).toMatchObject({ default: {} })
  })

  it('keeps what another version uses when one is given up twice, as it is when its thread ends late', async () => {
    await write({ 'handlers/a.ts': 'export default {}' })
    const former = await compileHandlers(workspace, ['handlers/a.ts'], store)
    const current = await compileHandlers(workspace, ['handlers/a.ts'], store)
    if (!former.ok || !current.ok) throw new Error('It does not compile')
    await store.release(former.outputs)
    await store.release(former.outputs)
    expect(await readdir(join(root, 'out/handlers'))).toEqual([basename(current.outputs[0] ?? '')])
    await store.release(current.outputs)
    expect(await readdir(join(root, 'out/handlers'))).toEqual([])
  })

  it('writes a module again that somebody else has taken away', async () => {
    await write({ 'handlers/a.ts': 'export default 1' })
    await compile('handlers/a.ts')
    await rm(join(root, 'out'), { recursive: true })
    expect(await load('handlers/a.ts')).toBe(1)
  })

  it('keeps the order of the files', async () => {
    await write({ 'handlers/a.ts': 'export default {}', 'handlers/b.js': 'export default {}' })
    const modules = await compile('handlers/b.js', 'handlers/a.ts')
    expect(modules.map(({ file }) => file)).toEqual(['handlers/b.js', 'handlers/a.ts'])
  })

  it.skipIf(process.platform === 'win32')(
    'loads files that are links, by the names of the links',
    async () => {
      await write({
        'mocks/chat.ts': "import './shared'\nexport default { name: 'linked' }",
        'mocks/shared.ts': '',
      })
      await mkdir(join(workspace, 'handlers'))
      await symlink(join(workspace, 'mocks/chat.ts'), join(workspace, 'handlers/chat.ts'))
      expect((await compile('handlers/chat.ts')).map(({ file }) => file)).toEqual(['handlers/chat.ts'])
      expect(await load('handlers/chat.ts')).toEqual({ name: 'linked' })
    },
  )

  it('keeps files apart that differ by their extension only', async () => {
    await write({
      'handlers/a.ts': 'export default { name: 1 }',
      'handlers/a.js': 'export default { name: 2 }',
    })
    expect(await load('handlers/a.ts', 'handlers/a.js')).toEqual({ name: 1 })
  })

  it('has a file that several handlers import exist once', async () => {
    await write({
      'handlers/a.ts': "import { seen } from './lib/seen'; seen.push('a'); export default seen",
      'handlers/b.ts': "import { seen } from './lib/seen.js'; seen.push('b'); export default seen",
      'handlers/lib/seen.ts': 'export const seen: string[] = []',
    })
    const modules = await compile('handlers/a.ts', 'handlers/b.ts')
    for (const { url } of modules) await import(/* @vite-ignore */ url)
    const last: { readonly default: unknown } = await import(/* @vite-ignore */ modules[1]?.url ?? '')
    expect(last.default).toEqual(['a', 'b'])
  })

  it('takes a file that others import and that has no default export for shared code', async () => {
    await write({
      'handlers/a.ts': "import { greet } from './greet'; export default { name: greet }",
      'handlers/greet.ts': "export const greet = 'hello'",
      'handlers/lonely.ts': 'export const nobody = 1',
    })
    const modules = await compile('handlers/a.ts', 'handlers/greet.ts', 'handlers/lonely.ts')
    expect(modules.map(({ file }) => file)).toEqual(['handlers/a.ts', 'handlers/lonely.ts'])
  })

  it('binds the understudy module to the runtime of the thread that loads it', async () => {
    Reflect.set(globalThis, Symbol.for(runtimeKey), {
      defineHandler: (handler: object) => ({ ...handler, defined: true }),
    })
    await write({
      'handlers/a.ts': "import { defineHandler } from 'understudy'; export default defineHandler({})",
    })
    expect(await load('handlers/a.ts')).toEqual({ defined: true })
  })

  it('imports Node built-ins, JSON files and code that still requires', async () => {
    await write({
      'handlers/a.ts': [
        "import { basename } from 'node:path'",
        "import data from '../data.json'",
        "const { EOL } = require('os')",
        'export default [basename("/a/b"), data.answer, typeof EOL]',
      ].join('\n'),
      'data.json': '{ "answer": 42 }',
    })
    expect(await load('handlers/a.ts')).toEqual(['b', 42, 'string'])
  })

  it('lets a handler make its own require', async () => {
    await write({
      'handlers/a.ts':
        "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); export default typeof require('node:os').EOL",
    })
    expect(await load('handlers/a.ts')).toBe('string')
  })

  it("loads a workspace's package from where Node finds it, not from a copy in the bundle", async () => {
    await write({
      'node_modules/tick/package.json': '{ "name": "tick", "type": "module", "exports": "./main.js" }',
      'node_modules/tick/main.js': 'export const where = import.meta.url',
      'node_modules/tock/index.js': 'exports.where = __filename',
      'handlers/a.ts':
        "import { where } from 'tick'; import tock from 'tock'; export default [where, tock.where, require('tock').where]",
    })
    const found = await load('handlers/a.ts')
    expect(found).toEqual([
      expect.stringMatching(/my%20mocks\/node_modules\/tick\/main\.js$/),
      expect.stringMatching(/my mocks.node_modules.tock.index\.js$/),
      expect.stringMatching(/my mocks.node_modules.tock.index\.js$/),
    ])
  })

  it('brings faker along, also by a part of it', async () => {
    await write({
      'handlers/a.ts':
        "import { faker } from '@faker-js/faker'; import { faker as de } from '@faker-js/faker/locale/de'; export default [typeof faker.person.firstName(), typeof de.person.firstName()]",
    })
    expect(await load('handlers/a.ts')).toEqual(['string', 'string'])
  })

  it('says which package to install, and where it is imported', async () => {
    await write({ 'handlers/a.ts': "\n  import x from '@scope/lib/part'\nexport default x" })
    expect(await problems('handlers/a.ts')).toEqual([
      {
        message: expect.stringContaining('npm install @scope/lib'),
        location: { file: 'handlers/a.ts', line: 2, column: 17 },
      },
    ])
  })

  it('tells of a syntax error where an editor puts it, also behind characters of several bytes', async () => {
    await write({ 'handlers/chat.ts': "const a = 1\nconst b = 'ü🎉' +* 2" })
    expect(await problems('handlers/chat.ts')).toEqual([
      {
        message: expect.stringContaining('Unexpected'),
        location: { file: 'handlers/chat.ts', line: 2, column: 18 },
      },
    ])
  })

  it('tells of all files that do not compile', async () => {
    await write({ 'handlers/a.ts': 'const', 'handlers/b.ts': 'let' + ' = =' })
    expect(await problems('handlers/a.ts', 'handlers/b.ts')).toHaveLength(2)
  })

  it('tells of a file that is missing', async () => {
    await write({ 'handlers/a.ts': "import './nope'; export default {}" })
    expect(await problems('handlers/a.ts')).toEqual([
      { message: 'Cannot find the file ./nope', location: { file: 'handlers/a.ts', line: 1, column: 8 } },
    ])
    expect(await problems('handlers/none.ts')).toEqual([
      { message: expect.stringContaining('none.ts'), location: null },
    ])
  })

  it.each(['../../secret', '../../secret.json'])(
    'refuses %s, which is outside the workspace',
    async (path) => {
      await write({ 'secret.ts': 'export default 1', 'secret.json': '1' }, root)
      await write({ 'handlers/a.ts': `import secret from '${path}'; export default secret` })
      expect(await problems('handlers/a.ts')).toEqual([
        { message: expect.stringContaining('outside the workspace'), location: expect.anything() },
      ])
    },
  )

  it('refuses an absolute path outside the workspace, and one on the network', async () => {
    await write({ 'secret.ts': 'export default 1' }, root)
    await write({
      'handlers/a.ts': `import secret from ${JSON.stringify(join(root, 'secret.ts'))}; export default secret`,
      'handlers/b.ts': `import secret from 'https://example.com/x.js'; export default secret`,
    })
    expect(await problems('handlers/a.ts')).toMatchObject([
      { message: expect.stringContaining('outside the workspace') },
    ])
    expect(await problems('handlers/b.ts')).toMatchObject([
      { message: expect.stringContaining("can't be imported") },
    ])
  })

  it("names sources relative to the workspace, so that no machine's folders show", async () => {
    await write({ 'handlers/a (1).ts': 'export default {}' })
    const [module] = await compile('handlers/a (1).ts')
    const code = await readFile(fileURLToPath(module?.url ?? ''), 'utf8')
    expect(JSON.parse(embeddedSourceMap(code) ?? '').sources).toEqual(['workspace:handlers/a%20%281%29.ts'])
  })

  it('needs nothing for no files', async () => {
    expect(await compile()).toEqual([])
  })
})
