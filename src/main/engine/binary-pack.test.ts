import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copyOf, ownBytes, packBinaries } from './binary-pack'

/** Views into larger buffers, as they come from a socket. */
const views = fc
  .tuple(fc.uint8Array({ minLength: 1 }), fc.nat(), fc.nat())
  .map(([bytes, from, length]) => bytes.subarray(from % bytes.length).subarray(0, length % bytes.length))

describe('packing the bytes of a batch', () => {
  it('leaves every item as it was, in its place', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(views, fc.nat(), fc.string())), (items) => {
        const before = structuredClone(items)
        const places = items.flatMap((item, index) => (item instanceof Uint8Array ? [index] : []))
        packBinaries(items, places)
        expect(items).toEqual(before)
      }),
    )
  })

  it('puts short ones into one buffer of just their size and long ones into their own', () => {
    const items = [1, 2, 5000].map((length) => new Uint8Array(8192).fill(length).subarray(0, length))
    packBinaries(items, [0, 1, 2])
    expect(items.map(({ buffer }) => buffer.byteLength)).toEqual([3, 3, 5000])
    expect(items[0]?.buffer).toBe(items[1]?.buffer)
  })

  it('copies a view and memory that is shared, but no buffer of its own', () => {
    const whole = Uint8Array.of(1, 2)
    expect(ownBytes(whole)).toBe(whole)
    expect(ownBytes(whole.subarray(1)).buffer.byteLength).toBe(1)
    expect(ownBytes(new Uint8Array(new SharedArrayBuffer(2))).buffer).toBeInstanceOf(ArrayBuffer)
  })

  it('copies so that a later change of the source does not show, whatever the length', () => {
    for (const length of [0, 10, 10_000]) {
      const source = new Uint8Array(length).fill(1)
      const copy = copyOf(source)
      source.fill(2)
      expect(Array.from(copy)).toEqual(Array(length).fill(1))
    }
  })
})
