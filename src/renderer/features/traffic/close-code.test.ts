import { describe, expect, it } from 'vitest'
import { describeCloseCode, describeHttpStatus } from './close-code'

describe('codes in words', () => {
  it('knows the codes of RFC 6455', () => {
    expect(describeCloseCode(1000)).toBe('normal closure')
    expect(describeCloseCode(1009)).toBe('message too big')
  })

  it('says whose the private ranges are', () => {
    expect(describeCloseCode(4321)).toBe('the application’s own code')
    expect(describeCloseCode(3999)).toBe('a library’s code')
  })

  it('says nothing for no code, and says so for one that nobody knows', () => {
    expect(describeCloseCode(0)).toBe('')
    expect(describeCloseCode(1004)).toBe('unknown code')
  })

  it('names the status of a refused handshake', () => {
    expect(describeHttpStatus(503)).toBe('Service Unavailable')
    expect(describeHttpStatus(499)).toBe('')
  })
})
