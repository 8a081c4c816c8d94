import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { PathPattern } from '../handlers/worker/path-pattern'
import { compilePath } from './path-pattern'

describe('the path of a fault', () => {
  it.each([
    ['/*', '/', true],
    ['/*', '/a/b', true],
    ['/ws/*', '/ws/a/b', true],
    ['/ws/*', '/ws', false],
    ['/ws/*', '/wsx/a', false],
    ['/ws/:id', '/ws/7', true],
    ['/ws/:id', '/ws/7/8', false],
    ['/ws/:id/feed', '/ws/7/feed', true],
    ['/a/*/c', '/a/b/c', true],
    ['/a/*/c', '/a/b/b/c', true],
    ['/a/*/c', '/a/c', false],
    ['/a/*/c/*', '/a/c/c/d', true],
    ['/a/*/c', '/a/b/c/d', false],
    ['/ws/*', '/ws/', true],
    ['/ws', '/ws/', true],
    ['/ws/:id', '/ws/', false],
    ['/a/b', '/a%2Fb', false],
    ['/', '/', true],
    ['/', '/a', false],
    ['/ws', '/ws', true],
    ['/größe', '/gr%C3%B6%C3%9Fe', true],
    ['/a.b', '/axb', false],
    ['/x', '/%zz', false],
  ])('%s meets %s: %s', (pattern, path, expected) => {
    expect(compilePath(pattern)(path)).toBe(expected)
  })

  it('means what the same path means in a handler or a rule', () => {
    const segment = fc.constantFrom('a', 'b', 'ws', '')
    const part = fc.oneof(segment, fc.constantFrom(':id', '*'))
    const pathOf = (parts: readonly string[]) => `/${parts.join('/')}`
    // Two parameters may not have the same name in a handler's path.
    const pattern = fc
      .array(part, { minLength: 1, maxLength: 4 })
      .map((parts) => pathOf(parts.map((one, index) => (one === ':id' ? `:id${index}` : one))))
    fc.assert(
      fc.property(pattern, fc.array(segment, { maxLength: 5 }).map(pathOf), (wanted, path) => {
        expect(compilePath(wanted)(path)).toBe(new PathPattern(wanted).match(path) !== null)
      }),
      { numRuns: 2000 },
    )
  })
})
