import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readCatalogue } from './language'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-language-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function written(content: string): Promise<string> {
  const file = join(folder, 'de.json')
  await writeFile(file, content)
  return file
}

describe('a file of texts', () => {
  it('gives the language and its texts', async () => {
    const file = await written('{ "language": "pt-BR", "texts": { "Pause": "Pausar" } }')
    expect(readCatalogue(file)).toEqual({ language: 'pt-BR', texts: { Pause: 'Pausar' } })
  })

  it.each([
    ['no JSON', '{ "language"'],
    ['a language that is none', '{ "language": "not a tag", "texts": {} }'],
    ['a text that is none', '{ "language": "de", "texts": { "Pause": 3 } }'],
    ['something unknown in it', '{ "language": "de", "texts": {}, "author": "me" }'],
  ])('is refused with %s', async (_, content) => {
    const file = await written(content)
    expect(() => readCatalogue(file)).toThrow()
  })
})
