import { describe, expect, it } from 'vitest'
import { isHostAllowed } from './allowed-hosts'

describe('a Host header on a loopback address', () => {
  it.each([
    'localhost:4400',
    'LOCALHOST',
    'app.localhost:4400',
    '127.0.0.1:4400',
    '[::1]:4400',
    '10.0.2.2:4400',
    '192.168.0.7',
  ])('%s means this machine', (header) => {
    expect(isHostAllowed(header, '127.0.0.1', [])).toBe(true)
  })

  it.each([
    'evil.example:4400',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'localhost@evil.example',
    'localhost/evil.example',
    'a b',
    '',
  ])('%s is another name for it, which a web page may have made up', (header) => {
    expect(isHostAllowed(header, '127.0.0.1', [])).toBe(false)
  })

  it('may be a name that the settings list, whatever its port', () => {
    expect(isHostAllowed('Mock.test:4400', '127.0.0.1', ['mock.test'])).toBe(true)
    expect(isHostAllowed('mock.test.:4400', '127.0.0.1', ['mock.test'])).toBe(true)
    expect(isHostAllowed('other.test', '127.0.0.1', ['mock.test'])).toBe(false)
    expect(isHostAllowed('any.example', '::1', ['*'])).toBe(true)
  })

  it('may be missing: no browser leaves it out', () => {
    expect(isHostAllowed(undefined, '127.0.0.1', [])).toBe(true)
  })
})

describe('a Host header on an address that other machines reach', () => {
  it('may be any name, as nobody here knows what they call it', () => {
    expect(isHostAllowed('build-server.lan:4400', '0.0.0.0', [])).toBe(true)
  })

  it('is checked as soon as names are listed', () => {
    expect(isHostAllowed('build-server.lan', '0.0.0.0', ['build-server.lan'])).toBe(true)
    expect(isHostAllowed('evil.example', '0.0.0.0', ['build-server.lan'])).toBe(false)
  })
})
