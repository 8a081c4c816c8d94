import { describe, expect, it } from 'vitest'
import { kindOf } from './handler-error'
import { describeThrown } from './problem-report'

const refusing = new Proxy(new Error('hidden'), {
  get: () => {
    throw new Error('no')
  },
  getPrototypeOf: () => {
    throw new Error('no')
  },
})

describe('what a handler threw', () => {
  it('is told in words, an error or not', () => {
    expect(describeThrown(new TypeError('x is not a function')).message).toBe(
      'TypeError: x is not a function',
    )
    expect(describeThrown({ code: 5 }).message).toBe('{ code: 5 }')
    expect(describeThrown(null).message).toBe('null')
  })

  it('is survived where it throws itself when it is looked at', () => {
    const error = Object.defineProperty(new Error('x'), 'message', {
      get: () => {
        throw new Error('no')
      },
    })
    for (const thrown of [refusing, error]) {
      expect(describeThrown(thrown).message).toBe('something that throws when it is looked at')
      expect(kindOf(thrown)).toBe('generic')
    }
  })
})
