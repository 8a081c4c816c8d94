import { describe, expect, it } from 'vitest'
import { unexplainedWords } from './unexplained-words'

describe('an entry without a note', () => {
  it('that a timer of a handler sent is not said to be nobody’s', () => {
    expect(unexplainedWords({ origin: 'handler', cause: 0 })).toMatch(/^A handler of its own accord/)
  })

  it('that was sent from the window is the person’s own', () => {
    expect(unexplainedWords({ origin: 'user', cause: 0 })).toMatch(/^You/)
  })

  it('of a client is nobody’s doing', () => {
    expect(unexplainedWords({ origin: 'client', cause: 0 })).toMatch(/^Nobody/)
  })
})
