import { describe, expect, it } from 'vitest'
import type { ConsoleLevel } from '../../../shared/model/handlers'
import { levelOf, linesFrom } from './console-levels'

const line = (level: ConsoleLevel, id: number) => ({ id, at: 0, level, text: '', location: null, cause: 0 })

describe('the levels of the console', () => {
  it('show what is of the chosen level and above', () => {
    const lines = [line('debug', 1), line('error', 2), line('info', 3), line('warn', 4)]
    const shown = (level: ConsoleLevel) => linesFrom(level, lines).map(({ id }) => id)
    expect(shown('debug')).toEqual([1, 2, 3, 4])
    expect(shown('info')).toEqual([2, 3, 4])
    expect(shown('warn')).toEqual([2, 4])
    expect(shown('error')).toEqual([2])
  })

  it('are all of them where the name is unknown', () => {
    expect(levelOf('warn')).toBe('warn')
    expect(levelOf('loud')).toBe('debug')
  })
})
