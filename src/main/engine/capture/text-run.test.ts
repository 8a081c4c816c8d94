import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BlockPool } from './block-pool'
import { type TextPiece, TextRun } from './text-run'

const texts = fc.array(fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { maxLength: 6 }), {
  maxLength: 20,
})

function pieceOf(text: string): TextPiece {
  const isAscii = Buffer.byteLength(text) === text.length
  return { units: text.length, isAscii, bytes: Buffer.from(text, isAscii ? 'latin1' : 'utf16le') }
}

describe('a run of texts', () => {
  it('gives each text back as it came, read in any order, also from its plain data', () => {
    fc.assert(
      fc.property(texts, fc.boolean(), (batches, isBackwards) => {
        const run = new TextRun()
        const expected: { readonly start: number; readonly text: string }[] = []
        let start = 0
        for (const batch of batches) {
          run.append(pieceOf(batch.join('')))
          for (const text of batch) {
            expected.push({ start, text })
            start += text.length
          }
        }
        if (isBackwards) expected.reverse()
        const copy = new TextRun(undefined, structuredClone(run.pieces))
        for (const { start: at, text } of expected) {
          expect(run.slice(at, at + text.length)).toBe(text)
          expect(copy.slice(at, at + text.length)).toBe(text)
          expect(run.byteLength(at, at + text.length)).toBe(Buffer.byteLength(text))
        }
      }),
    )
  })

  it('takes a byte a unit for ASCII and joins what is alike, a little ASCII also behind what is not', () => {
    const run = new TextRun()
    for (const text of ['plain', 'more', 'größe', '😀', 'end', 'x'.repeat(5000)]) run.append(pieceOf(text))
    expect(run.pieces.map(({ isAscii, units, bytes }) => [isAscii, units, bytes.byteLength])).toEqual([
      [true, 9, 9],
      [false, 10, 20],
      [true, 5000, 5000],
    ])
    expect(run.slice(16, 19)).toBe('end')
  })

  it('gives its memory back for another run to use', () => {
    const pool = new BlockPool()
    const run = new TextRun(pool)
    run.append(pieceOf('first'))
    const memory = run.pieces[0]?.bytes.buffer
    run.release()
    expect([run.bytes, run.pieces, run.slice(0, 5)]).toEqual([0, [], ''])
    const next = new TextRun(pool)
    next.append(pieceOf('next'))
    expect(next.pieces[0]?.bytes.buffer).toBe(memory)
    expect(next.slice(0, 4)).toBe('next')
  })
})
