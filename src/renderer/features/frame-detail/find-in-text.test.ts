import { describe, expect, it } from 'vitest'
import { findInText, mostPlaces } from './find-in-text'
import { partLength, startNear, startShowing } from './text-part'

describe('finding in a text', () => {
  it('finds each place whatever the case, and takes no character for a pattern', async () => {
    expect([...(await findInText('a.b A.B axb', 'a.b'))]).toEqual([0, 4])
    expect([...(await findInText('ÉTÉ été', 'été'))]).toEqual([0, 4])
    expect([...(await findInText('nothing', '(x'))]).toEqual([])
  })

  it('finds what lies across the slices that it is searched in, once', async () => {
    const text = `${'x'.repeat(999_998)}needle${'x'.repeat(2_000_000)}needle`
    expect([...(await findInText(text, 'needle'))]).toEqual([999_998, 3_000_004])
  })

  it('ends with as many as anybody steps through', async () => {
    expect(await findInText('x'.repeat(mostPlaces * 3), 'x')).toHaveLength(mostPlaces)
  })
})

describe('the part of a text that is shown', () => {
  const text = 'x'.repeat(partLength * 3)

  it('stays where what was found is in it, and moves to what is not', () => {
    expect(startShowing(text, 0, 10, 5)).toBe(0)
    const start = startShowing(text, 0, partLength - 2, 5)
    expect(start).toBeGreaterThan(0)
    expect(start).toBeLessThan(partLength - 2)
  })

  it('ends with the text, and begins with a whole character', () => {
    expect(startNear(text, partLength * 5)).toBe(partLength * 2)
    expect(startNear(text, -5)).toBe(0)
    expect(startNear('short', 100)).toBe(0)
    expect(startNear(`${'x'.repeat(9)}😀${'x'.repeat(partLength)}`, 10)).toBe(9)
  })
})
