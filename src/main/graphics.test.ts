import { describe, expect, it } from 'vitest'
import { mayHaveGraphicsDevice } from './graphics'

describe('mayHaveGraphicsDevice', () => {
  it.each(['/dev/dri', '/dev/nvidiactl', '/dev/dxg'])('is true on Linux with %s', (device) => {
    expect(mayHaveGraphicsDevice('linux', (path) => path === device)).toBe(true)
  })

  it('is false on Linux without any', () => {
    expect(mayHaveGraphicsDevice('linux', () => false)).toBe(false)
  })

  it.each(['darwin', 'win32'] as const)('is true on %s, which does not tell', (platform) => {
    expect(mayHaveGraphicsDevice(platform, () => false)).toBe(true)
  })
})
