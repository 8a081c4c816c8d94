import { describe, expect, it } from 'vitest'
import { withoutSecrets } from './without-secrets'

describe('withoutSecrets', () => {
  it.each([
    ['ws://a/ws?access_token=hush&room=1', 'ws://a/ws?room=1'],
    ['ws://a/ws?room=1&apiKey=hush', 'ws://a/ws?room=1'],
    ['ws://a/ws?PASSWORD=hush', 'ws://a/ws'],
    ['ws://a/ws?X-Amz-Signature=hush&sig=hush&x=a%20b', 'ws://a/ws?x=a%20b'],
    ['ws://a/ws?to%6ben=hush', 'ws://a/ws'],
    ['ws://a/ws?client_secret=hush&authorization=hush', 'ws://a/ws'],
  ])('leaves the secrets of %s out', (address, shown) => {
    expect(withoutSecrets(address)).toBe(shown)
  })

  it.each(['ws://a', 'ws://a/token', 'ws://a/?', 'ws://a/ws?room=1&design=token&empty', 'ws://a/?x=%zz'])(
    'keeps %s as it is',
    (address) => {
      expect(withoutSecrets(address)).toBe(address)
    },
  )
})
