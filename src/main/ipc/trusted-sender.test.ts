import { describe, expect, it } from 'vitest'
import { isTrustedSender } from './trusted-sender'

const contents = {}
const trusted = { contents, origin: 'app://understudy' }
const mainFrame = { origin: 'app://understudy', parent: null }

describe('isTrustedSender', () => {
  it('trusts the main frame of our own window on our own origin', () => {
    expect(isTrustedSender({ sender: contents, senderFrame: mainFrame }, trusted)).toBe(true)
  })

  it('refuses another window', () => {
    expect(isTrustedSender({ sender: {}, senderFrame: mainFrame }, trusted)).toBe(false)
  })

  it('refuses a frame inside our page, even on our origin', () => {
    const child = { origin: 'app://understudy', parent: mainFrame }
    expect(isTrustedSender({ sender: contents, senderFrame: child }, trusted)).toBe(false)
  })

  it('refuses our window on another origin', () => {
    for (const origin of ['https://example.com', 'null', 'app://understudy.example.com', '']) {
      expect(isTrustedSender({ sender: contents, senderFrame: { origin, parent: null } }, trusted)).toBe(
        false,
      )
    }
  })

  it('refuses a frame that is gone, and everything while there is no window', () => {
    expect(isTrustedSender({ sender: contents, senderFrame: null }, trusted)).toBe(false)
    expect(
      isTrustedSender({ sender: contents, senderFrame: mainFrame }, { ...trusted, contents: null }),
    ).toBe(false)
  })
})
