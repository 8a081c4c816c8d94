import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TextRun } from './text-run'

const texts = fc.array(fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { maxLength: 6 }), {
  maxLength: 20,
})

describe('a run of texts', () => {
  it('gives each text back as it came, read in any order, also from its plain data', () => {
    fc.assert(
      fc.property(texts, fc.boolean(), (batches, isBackwards) => {
        const run = new TextRun()
        const expected: { readonly start: number; readonly text: string }[] = []
        let start = 0
        for (const batch of batches) {
          run.append(batch.join(''))
          for (const text of batch) {
            expected.push({ start, text })
            start += text.length
          }
        }
        if (isBackwards) expected.reverse()
        const copy = new TextRun(structuredClone(run.pieces))
        for (const { start: at, text } of expected) {
          expect(run.slice(at, at + text.length)).toBe(text)
          expect(copy.slice(at, at + text.length)).toBe(text)
          expect(run.byteLength(at, at + text.length)).toBe(Buffer.byteLength(text))
        }
      }),
    )
  })

  it('takes a byte a unit for ASCII and joins what is alike', () => {
    const run = new TextRun()
    for (const text of ['plain', 'more', 'größe', '😀', 'end']) run.append(text)
    expect(run.bytes).toBe(5 + 4 + 10 + 4 + 3)
    expect(run.pieces.map(({ isAscii, units }) => [isAscii, units])).toEqual([
      [true, 9],
      [false, 7],
      [true, 3],
    ])
  })
})
