import { describe, expect, it } from 'vitest'
import { compilePath, isPathPattern } from '../../../shared/path-pattern'
import { PathPattern } from '../handlers/worker/path-pattern'

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

  // Every pattern of up to four parts on every path of up to five segments: no seed decides what is tried.
  const differences = [...sequences(['a', 'b', '', ':id', '*'], 4)].flatMap((parts) => {
    // Two parameters may not have the same name in a handler's path.
    const wanted = `/${parts.map((one, index) => (one === ':id' ? `:id${index}` : one)).join('/')}`
    const asFault = compilePath(wanted)
    const asHandler = new PathPattern(wanted)
    return [...sequences(['a', 'b', ''], 5)]
      .map((segments) => `/${segments.join('/')}`)
      .filter((path) => asFault(path) !== (asHandler.match(path) !== null))
      .map((path) => ({ wanted, path, asFault: asFault(path) }))
  })

  it('means what the same path means in a handler or a rule', () => {
    expect(differences.filter(({ wanted }) => wanted.split('*').length <= 2)).toEqual([])
  })

  it('takes no less than a handler or a rule, whose second wildcard does not go back', () => {
    expect(differences.filter(({ asFault }) => !asFault)).toEqual([])
    expect(differences).toContainEqual({ wanted: '/*/a/*/b', path: '/a/a/b/a/b', asFault: true })
  })
})

function* sequences(of: readonly string[], longest: number): Generator<readonly string[]> {
  let last: readonly (readonly string[])[] = [[]]
  for (let length = 1; length <= longest; length += 1) {
    last = last.flatMap((start) => of.map((one) => [...start, one]))
    yield* last
  }
}

it('knows which paths stand for several', () => {
  expect(['/ws/*', '/*', '/ws/:id/feed'].map(isPathPattern)).toEqual([true, true, true])
  expect(['/ws', '/a*b', '/time/12:30', '/:'].map(isPathPattern)).toEqual([false, false, false, false])
})
