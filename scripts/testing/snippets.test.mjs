import { execFile } from 'node:child_process'
import { mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { plainCode } from '../../src/renderer/features/handlers/editor/snippet-completion'
import { snippets } from '../../src/renderer/features/handlers/editor/snippets'

const root = resolve(import.meta.dirname, '..', '..')
const types = join(root, 'src', 'shared', 'handler-api', 'understudy.d.ts')
const globals = join(root, 'src', 'renderer', 'features', 'handlers', 'editor', 'handler-globals.dts.txt')
const imports = `import {
  defineHandler, HandlerError, HandlerRegistry, MessagePattern, MessageRouter, PassthroughConfig, PassthroughHandler, server,
} from 'understudy'
`

/** The code where it belongs, with what it takes for granted. */
const placed = {
  file: (code) => code,
  module: (code) => `${imports}\n${code}\nexport {}`,
  handler: (code) => `${imports}\nexport default defineHandler({\n${code}\n})`,
  router: (code) => `${imports}\nexport const router = new MessageRouter()\n${code}`,
  callback: (code) => `${imports}
const router = new MessageRouter()
export default defineHandler({ async onMessage(ctx, msg) {
${code}
} })`,
}

let folder

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'understudy-snippets-')))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('every snippet compiles where it belongs, as the editor checks it', async () => {
  for (const { label, place, code } of snippets) {
    await writeFile(join(folder, `${label}.ts`), placed[place](plainCode(code)))
  }
  await writeFile(join(folder, 'globals.d.ts'), await readFile(globals, 'utf8'))
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  const compilerOptions = {
    target: 'esnext',
    module: 'esnext',
    moduleResolution: 'bundler',
    lib: ['es2023'],
    types: [],
    paths: { understudy: [types] },
    strict: true,
    noEmit: true,
    isolatedModules: true,
    skipLibCheck: true,
  }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }))
  const tsc = join(root, 'node_modules', 'typescript', 'lib', 'tsc.js')
  const run = promisify(execFile)(process.execPath, [tsc, '-p', folder, '--pretty', 'false'])
  const { stdout } = await run.catch((error) => error)
  expect(stdout).toBe('')
}, 60_000)

it('every public member of the handler API is in a snippet', async () => {
  const code = snippets.map((snippet) => plainCode(snippet.code)).join('\n')
  const members = membersOf(await readFile(types, 'utf8'))
  expect(members.length).toBeGreaterThan(100)
  expect(members.filter(({ use }) => !use.test(code)).map(({ name }) => name)).toEqual([])
})

/** Types whose members are written behind a name of their own. */
const spelled = {
  WsContext: 'ctx',
  WsServer: 'server',
  WsState: 'state',
  HandlerRegistry: 'registry',
  'static MessagePattern': 'MessagePattern',
  'static PassthroughConfig': 'PassthroughConfig',
}

/** Members of what is exported, and how each is recognised in code. */
function membersOf(source) {
  const text = source.replace(/\/\*\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  return text.split(/^(?=export )/m).flatMap((declaration) => {
    const [, keyword, type] =
      /^export (?:declare )?(interface|class|const|function) (\w+)/.exec(declaration) ?? []
    if (keyword === undefined) return []
    const [, body = ''] = /\{\n([\s\S]*?)^\}/m.exec(declaration) ?? []
    const members = [...body.matchAll(/^ {2}(static )?(?:readonly )?(\w+)\??(?=[(<:])/gm)]
    return [
      ...(keyword === 'interface' ? [] : [{ name: type, use: new RegExp(`\\b${type}\\b`) }]),
      ...members.map(([, isStatic, member]) => {
        const owner = isStatic || keyword === 'const' ? `static ${type}` : type
        const use = member === 'constructor' ? `new ${type}\\(` : wordOf(owner, member)
        return { name: `${type}.${member}`, use: new RegExp(use) }
      }),
    ]
  })
}

function wordOf(owner, member) {
  const before = spelled[owner]
  return before === undefined ? `\\b${member}\\b` : `\\b${before}\\.${member}\\b`
}
