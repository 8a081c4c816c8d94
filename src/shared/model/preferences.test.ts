import { describe, expect, it } from 'vitest'
import { preferencesSchema, zoomedLevel } from './preferences'

describe('the zoom', () => {
  it('goes in steps and back to the actual size', () => {
    expect(zoomedLevel(0, 'in')).toBe(0.5)
    expect(zoomedLevel(0.5, 'out')).toBe(0)
    expect(zoomedLevel(2.5, 'reset')).toBe(0)
  })

  it('ends where the settings would be refused', () => {
    const steps = Array.from({ length: 100 })
    for (const change of ['in', 'out'] as const) {
      const level = steps.reduce<number>((before) => zoomedLevel(before, change), 0)
      expect(zoomedLevel(level, change)).toBe(level)
      expect(preferencesSchema.safeParse({ zoomLevel: level }).success).toBe(true)
    }
  })
})
