import { expect, test } from 'vitest'
import { matchesLock } from './dependencies.mjs'

const wanted = {
  packages: {
    '': { version: '1.0.0' },
    'node_modules/ws': { version: '8.23.0' },
    'node_modules/@esbuild/darwin-arm64': { version: '0.28.2', optional: true },
  },
}

test('an installation with every package at its version is fresh, other platforms aside', () => {
  expect(matchesLock(wanted, { packages: { 'node_modules/ws': { version: '8.23.0' } } })).toBe(true)
})

test('an older version of a package makes the installation stale', () => {
  expect(matchesLock(wanted, { packages: { 'node_modules/ws': { version: '8.22.0' } } })).toBe(false)
})

test('a missing package makes the installation stale', () => {
  expect(matchesLock(wanted, { packages: {} })).toBe(false)
})

test('an optional package of another version makes the installation stale', () => {
  const installed = {
    packages: {
      'node_modules/ws': { version: '8.23.0' },
      'node_modules/@esbuild/darwin-arm64': { version: '0.28.1' },
    },
  }
  expect(matchesLock(wanted, installed)).toBe(false)
})
