import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Payload } from '../../../shared/model/message'
import { field, longTextLength } from './capture-protocol'
import { EntryBatcher } from './entry-batcher'
import { kindCodes } from './entry-codes'
import { EntryStore } from './entry-store'

function numbersOf(seq: number, kind: number = kindCodes.text) {
  return { seq, at: seq, kind, direction: 0, origin: 0, connection: 1, code: 0, cause: 0 }
}

function inMemory(budgetBytes: number): EntryStore {
  return new EntryStore({ budgetBytes, history: null }, () => undefined)
}

const payloads: fc.Arbitrary<Payload | null> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.uint8Array({ maxLength: 20 }),
  fc.constant(null),
  // Long texts cross as bytes: with a byte order mark and beyond ASCII.
  fc.constantFrom('\ufeff', 'ä€😀').map((start) => start.padEnd(longTextLength, 'x')),
)

describe('the store of entries', () => {
  it('gives back every entry as it was captured, however it was batched', () => {
    const batches = fc.array(fc.array(fc.tuple(payloads, fc.string(), fc.boolean()), { maxLength: 30 }), {
      maxLength: 8,
    })
    fc.assert(
      fc.property(batches, (run) => {
        const store = inMemory(1e9)
        const batcher = new EntryBatcher()
        const expected: { seq: number; payload: Payload | null; path: string }[] = []
        run.forEach((entries, batch) => {
          for (const [fresh, path, isRepeated] of entries) {
            const payload = isRepeated ? (expected.at(-1)?.payload ?? null) : fresh
            // Gaps: numbers that were allotted to something without a row.
            const seq = expected.length * 2 + 1
            expected.push({ seq, payload, path })
            batcher.add(numbersOf(seq), path, payload, isRepeated)
            batcher.why(seq, `why ${seq}`)
          }
          store.append(batcher.take(batch + 1, 0))
        })
        expect(store.total).toBe(expected.length)
        for (const { seq, payload, path } of expected) {
          const place = store.find(seq)
          expect(place?.chunk.payload(place.index)).toEqual(payload)
          expect(place?.chunk.payloadStart(place.index, 9)?.slice(0, 9)).toEqual(payload?.slice(0, 9))
          expect(place?.chunk.payloadBytes(place.index)).toBe(
            payload === null ? 0 : Buffer.byteLength(payload),
          )
          expect(place?.chunk.path(place.index)).toBe(path)
          expect(store.whyOf(seq)).toBe(`why ${seq}`)
          expect(store.find(seq + 1)).toBeNull()
        }
      }),
      { numRuns: 60 },
    )
  })

  it('can be walked while it grows and while its oldest entries go', () => {
    const store = inMemory(400_000)
    const batcher = new EntryBatcher()
    const cursor = { chunk: 0, index: 0 }
    const seen: number[] = []
    let seq = 0
    for (let batch = 1; batch <= 60; batch += 1) {
      for (let count = 0; count < 100; count += 1) {
        seq += 1
        batcher.add(numbersOf(seq), '/', 'x'.repeat(100))
      }
      store.append(batcher.take(batch, 0))
      // The walker rests now and then, and is overtaken.
      if (batch % 20 !== 0) continue
      for (let chunk = store.settle(cursor); chunk; chunk = store.settle(cursor)) {
        for (; cursor.index < chunk.count; cursor.index += 1) seen.push(chunk.number(cursor.index, field.seq))
      }
    }
    expect(seen.at(-1)).toBe(6000)
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    expect(new Set(seen).size).toBe(seen.length)
    expect(store.discarded).toBeGreaterThan(0)
    expect(store.firstSeq).toBe(store.discarded + 1)
    expect(store.whyOf(1)).toBe('')
  })

  it('does not let a few huge payloads outgrow the budget', () => {
    const store = inMemory(10_000_000)
    const batcher = new EntryBatcher()
    for (let seq = 1; seq <= 20; seq += 1) {
      batcher.add(numbersOf(seq), '/', 'x'.repeat(1_000_000))
      store.append(batcher.take(seq, 0))
    }
    expect(store.total).toBe(20)
    expect(store.discarded).toBeGreaterThan(8)
    expect(store.find(20)).not.toBeNull()
  })

  it('counts rows that mark a gap neither as captured nor as discarded', () => {
    const store = inMemory(1e9)
    const batcher = new EntryBatcher()
    batcher.add(numbersOf(1, kindCodes.discarded), '', '5 entries were not captured')
    batcher.add(numbersOf(2), '/', 'x')
    store.append(batcher.take(1, 5))
    expect(store).toMatchObject({ total: 6, lost: 5, discarded: 0 })
  })

  it('keeps the paths of old entries when clients make up new ones without end', () => {
    const store = inMemory(1e9)
    const batcher = new EntryBatcher()
    for (let seq = 1; seq <= 25_000; seq += 1) {
      batcher.add(numbersOf(seq), `/p${seq}`, null)
      if (seq % 500 === 0) store.append(batcher.take(seq / 500, 0))
    }
    for (const seq of [1, 9_999, 10_001, 25_000]) {
      const place = store.find(seq)
      expect(place?.chunk.path(place.index)).toBe(`/p${seq}`)
    }
  })

  it('keeps what was done about entries when handlers find new words for it without end', () => {
    const store = inMemory(1e9)
    const batcher = new EntryBatcher()
    for (let seq = 1; seq <= 10_000; seq += 1) {
      batcher.add(numbersOf(seq), '/', null)
      batcher.step(seq, `a.ts\tanswered ${seq % 5000}`, 0.5)
      if (seq % 500 === 0) store.append(batcher.take(seq / 500, 0))
    }
    for (const seq of [1, 4096, 4097, 5001, 10_000]) {
      expect(store.whyOf(seq)).toBe(`a.ts\tanswered ${seq % 5000}\t0.5`)
    }
  })
})
