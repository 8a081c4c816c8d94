import { describe, expect, it } from 'vitest'
import { JsonDocument, shownCharacters } from './json-document'
import { JsonFolding, unfoldedFor } from './json-folding'
import { depthLimit, indexJson } from './json-index'

function read(text: string): JsonDocument {
  const result = indexJson(text)
  if (result.type !== 'json') throw new Error(`${text} is ${result.type}`)
  return new JsonDocument(text, result.index)
}

function printed(document: JsonDocument, folded: readonly number[] = []): string[] {
  const closed = new Set(folded)
  const folding = new JsonFolding(document, closed)
  return Array.from({ length: folding.count }, (_, row) => {
    const line = folding.lineAt(row)
    const words = document.tokens(line, closed.has(line)).map(({ text }) => text)
    return '  '.repeat(document.depth(line)) + words.join('')
  })
}

/** The line of the value at `path`. */
function lineOf(document: JsonDocument, path: string): number {
  return Array.from({ length: document.count }, (_, line) => line).findIndex(
    (line) => document.path(line) === path,
  )
}

const order = {
  id: 17,
  items: [{ sku: 'A', ok: true }, null, -1.5e3],
  empty: {},
  none: [],
  'odd "key" \\': 'say "hi" \\',
  nested: [[[1], []], {}],
}

describe('pretty JSON', () => {
  const document = read(JSON.stringify(order))

  it('prints like JSON.stringify, however it was written', () => {
    const expected = JSON.stringify(order, null, 2)
    expect(printed(document).join('\n')).toBe(expected)
    expect(printed(read(JSON.stringify(order, null, '\t '))).join('\n')).toBe(expected)
    for (const bare of ['"hi"', 'null', '-12', ' true\n', '{ }', '[\n]']) {
      expect(printed(read(bare)).join('\n')).toBe(JSON.stringify(JSON.parse(bare), null, 2))
    }
  })

  it('shows numbers as they were sent, and escaped letters as letters', () => {
    expect(printed(read('[12345678901234567890, "\\u00e9"]'))).toContain('  12345678901234567890,')
    expect(printed(read('[12345678901234567890, "\\u00e9"]'))).toContain('  "é"')
  })

  it('folds an object and an array to a line that counts what is inside', () => {
    expect(printed(document, [lineOf(document, '$.items')])).toContain('  "items": [ 3 items ],')
    expect(printed(document, [lineOf(document, '$.items[0]')])).toContain('    { 2 keys },')
    expect(printed(document, [0])).toEqual(['{ 6 keys }'])
    expect(printed(document, [0, lineOf(document, '$.items')])).toEqual(['{ 6 keys }'])
    expect(printed(read('[{"a":{"b":1}}]'), [0])).toEqual(['[ 1 item ]'])
  })

  it('finds each line again with several others folded', () => {
    const folded = new Set(['$.items', '$.nested[0]'].map((path) => lineOf(document, path)))
    const folding = new JsonFolding(document, folded)
    for (let row = 0; row < folding.count; row += 1) expect(folding.rowOf(folding.lineAt(row))).toBe(row)
    const hidden = lineOf(document, '$.items[0].sku')
    expect(folding.lineAt(folding.rowOf(hidden))).toBe(lineOf(document, '$.items'))
    expect([...unfoldedFor(document, folded, hidden)]).toEqual([lineOf(document, '$.nested[0]')])
  })

  it('says for each line where its value is, with keys quoted as JSONPath wants them', () => {
    expect(lineOf(document, '$.items[0].sku')).toBeGreaterThan(0)
    expect(lineOf(document, '$.nested[0][0][0]')).toBeGreaterThan(0)
    expect(lineOf(read('{"it\'s":1}'), "$['it\\'s']")).toBe(1)
  })

  it('copies a string without its quotes and everything else as it was sent', () => {
    expect(document.value(lineOf(document, '$.items[0].sku'))).toBe('A')
    expect(document.value(lineOf(document, '$.items'))).toBe('[{"sku":"A","ok":true},null,-1500]')
    expect(document.value(document.count - 1)).toBe(JSON.stringify(order))
  })

  it('finds words in keys and values, whatever the case', () => {
    const paths = (words: string) => [...document.find(words)].map((line) => document.path(line))
    expect(paths('SKU')).toEqual(['$.items[0].sku'])
    expect(paths('"sku": "a"')).toEqual(['$.items[0].sku'])
    expect(paths('nowhere')).toEqual([])
    expect([...read('["\\u00c9t\\u00e9"]').find('été')]).toEqual([1])
  })

  it('cuts what is too long for a line, and says so', () => {
    const [line = ''] = printed(read(JSON.stringify('x'.repeat(1_000_000))))
    expect(line.length).toBeLessThan(shownCharacters + 50)
    expect(line).toContain('… 998,002 more characters')
  })
})

describe('text that is not laid out', () => {
  it('is text that is not JSON', () => {
    for (const text of ['hello', '', '{"a":', '[1,]', 'true story']) {
      expect(indexJson(text)).toEqual({ type: 'not-json' })
    }
  })

  it('is JSON that is nested without end', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
    expect(indexJson(nested(depthLimit)).type).toBe('json')
    expect(indexJson(nested(depthLimit + 1)).type).toBe('too-deep')
    expect(indexJson(nested(100_000)).type).toBe('too-deep')
  })
})
