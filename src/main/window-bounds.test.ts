import { describe, expect, it } from 'vitest'
import { openingBounds } from './window-bounds'

const screen = { x: 0, y: 0, width: 1920, height: 1040 }
const left = { x: -1920, y: 0, width: 1920, height: 1080 }
const saved = { x: 100, y: 50, width: 1400, height: 900, maximized: false }

describe('openingBounds', () => {
  it('is 1280 by 800, placed by the system, the first time', () => {
    expect(openingBounds(null, [screen])).toEqual({ width: 1280, height: 800 })
  })

  it('is where the window was left', () => {
    expect(openingBounds(saved, [screen])).toEqual({ x: 100, y: 50, width: 1400, height: 900 })
    expect(openingBounds({ ...saved, x: -1800 }, [left, screen])).toMatchObject({ x: -1800 })
  })

  it.each([
    ['a screen that is gone', { x: -1800, y: 50 }],
    ['mostly beyond the right edge', { x: 1900, y: 50 }],
    ['with its title bar above the screen', { x: 100, y: -30 }],
    ['with its title bar below the screen', { x: 100, y: 1030 }],
  ])('keeps the size but not the place of a window on %s', (_where, place) => {
    expect(openingBounds({ ...saved, ...place }, [screen])).toEqual({ width: 1400, height: 900 })
  })

  it('is never smaller than the window may be', () => {
    expect(openingBounds({ ...saved, width: 10, height: 10 }, [screen])).toMatchObject({
      width: 900,
      height: 600,
    })
  })
})
