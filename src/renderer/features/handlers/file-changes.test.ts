import { describe, expect, it } from 'vitest'
import { copyPath } from './file-changes'

describe('the copy of a file', () => {
  it('gets the first number that is free, also when a copy is copied', () => {
    expect(copyPath('handlers/chat.ts', ['handlers/chat.ts'])).toBe('handlers/chat-2.ts')
    expect(copyPath('handlers/chat.ts', ['handlers/chat-2.ts', 'handlers/chat-3.ts'])).toBe(
      'handlers/chat-4.ts',
    )
    expect(copyPath('handlers/a.b/chat-2.mjs', ['handlers/a.b/chat-2.mjs'])).toBe('handlers/a.b/chat-3.mjs')
  })
})
