import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HandlerError } from './handler-error'
import { PathPattern } from './path-pattern'

function params(pattern: string, path: string): unknown {
  const match = new PathPattern(pattern).match(path)
  return match && { ...match.params }
}

describe('a path pattern', () => {
  it.each([
    ['/ws', '/ws', {}],
    ['/ws', '/ws/', {}],
    ['/ws', '/wsx', null],
    ['/ws', '/WS', null],
    ['/ws/chat/:channel', '/ws/chat/lobby', { channel: 'lobby' }],
    ['/ws/chat/:channel', '/ws/chat/a/b', null],
    ['/ws/chat/:channel', '/ws/chat/', null],
    ['/ws/:a-:b', '/ws/1-2', { a: '1', b: '2' }],
    ['/ws/*', '/ws/x/y', { '*': 'x/y' }],
    ['/ws/*', '/ws/', { '*': '' }],
    ['/ws/*', '/ws', null],
    ['/ws/*rest', '/ws/x/y', { rest: 'x/y' }],
    ['/ws/*/end', '/ws/x/y/end', { '*': 'x/y' }],
    ['/*', '/', { '*': '' }],
    ['/*', '/any/thing', { '*': 'any/thing' }],
    ['*', '/any/thing', { '*': '/any/thing' }],
    ['/ws{/:lang}/chat', '/ws/chat', {}],
    ['/ws{/:lang}/chat', '/ws/de/chat', { lang: 'de' }],
    ['/caf\u00e9', '/caf%C3%A9', {}],
    ['/a\\*b', '/a*b', {}],
  ])('%s on %s finds %o', (pattern, path, expected) => {
    expect(params(pattern, path)).toEqual(expected)
  })

  it('decodes its parameters, and takes a stray % as it is', () => {
    expect(params('/:name', '/a%20b%2Fc')).toEqual({ name: 'a b/c' })
    expect(params('/:name', '/100%')).toEqual({ name: '100%' })
  })

  it('tells what the wildcard matched as it was sent', () => {
    expect(new PathPattern('/ws/*').match('/ws/a%20b/c')?.rest).toBe('a%20b/c')
    expect(new PathPattern('/ws').match('/ws')?.rest).toBeNull()
  })

  it.each(['', 'ws', '/ws/:', '/ws/(a|b)', '/ws/{a', '/ws/a?'])('refuses %j', (pattern) => {
    expect(() => new PathPattern(pattern)).toThrow(HandlerError)
  })

  it('keeps a parameter away from prototypes', () => {
    expect(params('/:__proto__', '/x')).not.toHaveProperty('polluted')
    expect(({} as { readonly x?: unknown }).x).toBeUndefined()
  })

  const segment = fc
    .string({ minLength: 1, unit: fc.constantFrom(...'abcXYZ012_~') })
    .filter((text) => text !== '.' && text !== '..')
  const name = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/)

  it('gives back what parameters a path was made of', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 1, maxLength: 4 }),
        fc.array(fc.string({ unit: 'grapheme' })),
        (names, values) => {
          const given = Object.fromEntries(names.map((one, index) => [one, values[index] || 'x']))
          const pattern = names.map((one) => `/:${one}`).join('')
          const path = names.map((one) => `/${encodeURIComponent(given[one] ?? '')}`).join('')
          expect(params(pattern, path)).toEqual(given)
        },
      ),
    )
  })

  it('with a wildcard at its end matches its folder and everything below, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 4 }), fc.array(segment, { maxLength: 4 }), (base, rest) => {
        const folder = base.map((part) => `/${part}`).join('')
        const pattern = new PathPattern(`${folder}/*`)
        expect(pattern.match(`${folder}/${rest.join('/')}`)?.rest).toBe(rest.join('/'))
        if (base.length > 0) expect(pattern.match(`/other${folder}/x`)).toBeNull()
      }),
    )
  })

  it('of plain segments matches exactly its own path', () => {
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1 }), fc.array(segment, { minLength: 1 }), (one, other) => {
        const [first, second] = [`/${one.join('/')}`, `/${other.join('/')}`]
        expect(new PathPattern(first).match(second) !== null).toBe(first === second)
      }),
    )
  })
})
