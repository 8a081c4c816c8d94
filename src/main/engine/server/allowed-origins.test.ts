import { describe, expect, it } from 'vitest'
import { isOriginAllowed } from './allowed-origins'

describe('an origin', () => {
  it('that is not sent is allowed: the client is no web page', () => {
    expect(isOriginAllowed(undefined, [])).toBe(true)
  })

  it.each([
    'http://localhost',
    'http://localhost:5173',
    'https://127.0.0.1:8443',
    'http://[::1]:3000',
    'http://app.localhost',
  ])('%s is allowed by "localhost"', (origin) => {
    expect(isOriginAllowed(origin, ['localhost'])).toBe(true)
  })

  it.each([
    'https://localhost.example.com',
    'http://127.0.0.1.example.com',
    'https://evil.example',
    'null',
    'http://notlocalhost',
  ])('%s is not allowed by "localhost"', (origin) => {
    expect(isOriginAllowed(origin, ['localhost'])).toBe(false)
  })

  it('is matched by origin, by host name, and with its default port left out', () => {
    expect(isOriginAllowed('https://app.example.com', ['https://app.example.com/'])).toBe(true)
    expect(isOriginAllowed('https://app.example.com', ['https://app.example.com:443'])).toBe(true)
    expect(isOriginAllowed('https://app.example.com:8443', ['app.example.com'])).toBe(true)
    expect(isOriginAllowed('http://app.example.com', ['https://app.example.com'])).toBe(false)
    expect(isOriginAllowed('https://other.example.com', ['app.example.com'])).toBe(false)
  })

  it('is allowed by "*", opaque ones too', () => {
    expect(isOriginAllowed('null', ['*'])).toBe(true)
  })
})
