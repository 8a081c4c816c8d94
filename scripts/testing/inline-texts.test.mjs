import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { textsOf } from './inline-texts.mjs'

const root = resolve(import.meta.dirname, '..', '..')
const catalogue = resolve(root, 'src', 'shared', 'text', 'en.json')

/** @type {readonly { file: string, texts: import('./inline-texts.mjs').Texts }[]} */
let modules = []

beforeAll(async () => {
  const list = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'src'], {
    cwd: root,
    encoding: 'utf8',
  })
  const files = list
    .split('\n')
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|\.test-support\.|\.d\.ts$/.test(file))
  modules = await Promise.all(
    [...new Set(files)].map(async (file) => ({
      file,
      texts: textsOf(file, await readFile(resolve(root, file), 'utf8')),
    })),
  )
})

it('the catalogue of English texts is that of today', async () => {
  const patterns = [...new Set(modules.flatMap(({ texts }) => texts.patterns))].sort()
  const texts = Object.fromEntries(patterns.map((pattern) => [pattern, pattern]))
  const today = `${JSON.stringify({ language: 'en', texts }, null, 2)}\n`
  if (process.env.UPDATE_TEXTS) await writeFile(catalogue, today)
  expect(await readFile(catalogue, 'utf8')).toBe(today)
})

it('what the window says is in the catalogue: no text of the renderer is without t`…`', () => {
  const inline = modules
    .filter(({ file }) => file.startsWith('src/renderer/'))
    .flatMap(({ file, texts }) => texts.inline.map(({ line, text }) => `${file}:${line}: ${text}`))
  expect(inline).toEqual([])
})

describe('a text outside of the catalogue is found', () => {
  it.each([
    ['between elements', 'const a = <p>Nobody is here</p>'],
    ['beside a value', 'const a = <p>by {name}</p>'],
    ['in an element’s choice', "const a = <p>{open ? 'Close it' : t`Open`}</p>"],
    ['in an accessible name', 'const a = <Button aria-label="Pause" />'],
    ['in a template of an attribute', 'const a = <Button title={`Actions of $' + '{name}`} />'],
    ['in a property that is shown', "const a = { label: 'Pause' }"],
    ['in a notice', "notifyDone('Copied')"],
    ['in a sentence, wherever it stands', "const words = 'Nothing was found'"],
  ])('%s', (_, source) => {
    expect(textsOf('a.tsx', source).inline).toHaveLength(1)
  })

  it.each([
    ['a name in the code', "const a = { kind: 'from-client' }; if (kind === 'Text') show('view.palette')"],
    ['code', 'const a = <code>understudy.json is here</code>'],
    ['what only a developer meets', "throw new Error('It needs a provider above it.')"],
    ['a class', 'const a = <p className="wide and long" />'],
    ['a text of the catalogue', 'const a = <p title={t`Pause $' + '{name}`}>{t`Go`}</p>'],
  ])('but not %s', (_, source) => {
    expect(textsOf('a.tsx', source).inline).toEqual([])
  })
})

it('a text within a text is in the catalogue, too', () => {
  expect(textsOf('a.ts', 't`Moved $' + '{count > 1 ? t`all` : name} to $' + '{room}`').patterns).toEqual([
    'Moved {0} to {1}',
    'all',
  ])
})
