import { describe, expect, it } from 'vitest'
import { emptyHistory, rememberSent, stepHistory } from './sent-history'

const history = ['one', 'two', 'two', 'three'].reduce(rememberSent, emptyHistory)

describe('the history of sent messages', () => {
  it('keeps the same message twice in a row once', () => {
    expect(history.sent).toEqual(['one', 'two', 'three'])
  })

  it('walks to the older messages and back to what was being typed', () => {
    const up = stepHistory(history, -1, 'draft')
    expect(up?.text).toBe('three')
    const further = up && stepHistory(up.history, -1, up.text)
    expect(further?.text).toBe('two')
    const back = further && stepHistory(further.history, 1, further.text)
    const draft = back && stepHistory(back.history, 1, back.text)
    expect(draft?.text).toBe('draft')
  })

  it('ends at the oldest message and at the one being typed', () => {
    expect(stepHistory(emptyHistory, -1, '')).toBeNull()
    expect(stepHistory(history, 1, '')).toBeNull()
  })

  it('keeps a hundred messages', () => {
    const many = Array.from({ length: 150 }, (_, index) => `m${index}`).reduce(rememberSent, emptyHistory)
    expect(many.sent).toHaveLength(100)
    expect(many.sent.at(-1)).toBe('m149')
  })
})
