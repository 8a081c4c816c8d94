import { describe, expect, it } from 'vitest'
import { defaultAddress } from './default-address'

const url = 'ws://127.0.0.1:4400'
const address = (...paths: readonly string[]) =>
  defaultAddress(
    url,
    paths.map((path) => ({ path })),
  )

describe('the address to connect to first', () => {
  it('is the server’s own where a handler serves every path, or nobody any', () => {
    expect(address('/ws/shop', 'every path')).toBe(url)
    expect(address()).toBe(url)
  })

  it('has the path of the first handler that serves a certain one', () => {
    expect(address('/ws/shop', '/upstream/shop')).toBe(`${url}/ws/shop`)
  })

  it('puts something in the place of parameters and stars', () => {
    expect(address('/ws/chat/:channel')).toBe(`${url}/ws/chat/channel`)
    expect(address('/ws/*')).toBe(`${url}/ws/any`)
  })

  it('does not take a regular expression or a function for a path', () => {
    expect(address('/^\\/v\\d/', 'function', '/ws/b')).toBe(`${url}/ws/b`)
    expect(address('/^\\/v\\d/')).toBe(url)
  })
})
