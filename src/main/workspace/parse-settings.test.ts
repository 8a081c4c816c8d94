import { describe, expect, it } from 'vitest'
import { parseSettings } from './parse-settings'

function problemOf(text: string): string {
  const parsed = parseSettings(text)
  return parsed.ok ? 'none' : parsed.message
}

describe('parseSettings', () => {
  it('fills in every default of an empty file', () => {
    const parsed = parseSettings('')
    expect(parsed).toMatchObject({
      ok: true,
      settings: { version: 1, server: { port: 4400 }, scenarios: [] },
    })
    expect(parseSettings('{}')).toEqual(parsed)
  })

  it('takes comments and trailing commas', () => {
    const parsed = parseSettings('{\n  // ours\n  "server": { "port": 1, /* two */ },\n}')
    expect(parsed).toMatchObject({ ok: true, settings: { server: { port: 1 } } })
  })

  it('keeps a key that objects have a meaning of their own for', () => {
    const parsed = parseSettings(
      '{ "passthrough": [{ "name": "a", "upstream": "ws://x", "clientToServer": { "jsonpath": "$", "equals": { "__proto__": { "a": 1 } } } }] }',
    )
    const filter = parsed.ok ? parsed.settings.passthrough[0]?.clientToServer : undefined
    expect(JSON.stringify(filter)).toBe('{"jsonpath":"$","equals":{"__proto__":{"a":1}}}')
    expect(problemOf('{ "__proto__": 1 }')).toBe('__proto__: unknown setting')
  })

  it('names the place of a value that does not fit', () => {
    expect(problemOf('{ "passthrough": [{ "name": "a", "upstream": "http://x" }] }')).toBe(
      'passthrough[0].upstream: not a ws:// or wss:// URL',
    )
    for (const bad of ['ws://[::', 'ws://x:99999/', 'ws://a b', 'ws://']) {
      const problem = problemOf(JSON.stringify({ passthrough: [{ name: 'a', upstream: bad }] }))
      expect(problem, bad).toBe('passthrough[0].upstream: not a ws:// or wss:// URL')
    }
    for (const good of ['ws://[::1]:80/x', 'wss://me:secret@api.example.com?a=1', 'WS://x:65535/ws/*']) {
      const parsed = parseSettings(JSON.stringify({ passthrough: [{ name: 'a', upstream: good }] }))
      expect(parsed.ok, good).toBe(true)
    }
    expect(problemOf('{ "passthrough": [{ "name": "a" }] }')).toBe(
      'passthrough[0].upstream: missing, expected a string',
    )
    expect(problemOf('{ "server": { "port": "4400" } }')).toBe('server.port: expected a number')
    expect(problemOf('{ "server": { "port": 70000 } }')).toBe('server.port: must be at most 65535')
    expect(problemOf('{ "faults": [{ "name": "a" }, { "name": "a" }] }')).toBe(
      'faults: two entries have the same name',
    )
    expect(problemOf('[]')).toBe('expected an object')
  })

  it('names an unknown setting', () => {
    expect(problemOf('{ "server": { "prot": 1 } }')).toBe('server.prot: unknown setting')
    expect(problemOf('{ "colour": 1 }')).toBe('colour: unknown setting')
  })

  it('lists the choices where there are some', () => {
    expect(problemOf('{ "server": { "unmatchedPath": "drop" } }')).toBe(
      'server.unmatchedPath: expected "reject" or "accept" or "echo"',
    )
    expect(
      problemOf(
        '{ "passthrough": [{ "name": "a", "upstream": "ws://x", "clientToServer": { "glob": "*" } }] }',
      ),
    ).toMatch(/^passthrough\[0\]\.clientToServer: not one of \{ "any": true \}/)
    expect(problemOf('{ "version": 2 }')).toBe(
      'version: this version of Understudy reads version 1 of the file',
    )
  })

  it('names line and column of a syntax error', () => {
    expect(problemOf('{\n  "server": {\n    "port" 1\n  }\n}')).toBe('3:12: colon expected')
  })

  it('refuses a regular expression that is none', () => {
    expect(
      problemOf(
        '{ "passthrough": [{ "name": "a", "upstream": "ws://x", "serverToClient": { "regex": "(" } }] }',
      ),
    ).toMatch(/^passthrough\[0\]\.serverToClient\.regex: Invalid regular expression/)
  })

  it('refuses a breakpoint that could hold nothing', () => {
    const breakpoint = (rest: string) => problemOf(`{ "breakpoints": [{ "name": "a", ${rest} }] }`)
    expect(breakpoint('"message": { "regex": "(" }')).toMatch(
      /^breakpoints\[0\]\.message\.regex: Invalid reg/,
    )
    expect(breakpoint('"directions": []')).toMatch(/^breakpoints\[0\]\.directions: /)
    expect(breakpoint('"path": "/ws/v*"')).toMatch(/^breakpoints\[0\]\.path: the path of a breakpoint may/)
    expect(breakpoint('"message": { "jsonpath": "$.type", "equals": "buy" }')).toBe('none')
  })

  it('refuses a path of a rule that does not compile', () => {
    const rule = (path: string) =>
      problemOf(
        `{ "passthrough": [{ "name": "a", "upstream": "ws://x" }, { "name": "b", "path": ${JSON.stringify(path)}, "upstream": "ws://x" }] }`,
      )
    expect(rule('/ws/{open')).toMatch(/^passthrough\[1\]\.path: The path pattern is invalid: Unexpected end/)
    expect(rule('/ws/:')).toBe(
      'passthrough[1].path: The path pattern is invalid: Missing parameter name at index 5: /ws/:',
    )
    expect(rule(`/${'{a}'.repeat(30)}`)).toMatch(/^passthrough\[1\]\.path: .*Too many path combinations/)
    expect(['/ws/*', '/ws{/:id}', '/*', '/a/:id/*rest'].map(rule)).toEqual(['none', 'none', 'none', 'none'])
  })

  it('refuses a path of a fault that would never match', () => {
    const fault = (path: string) => problemOf(`{ "faults": [{ "name": "a", "path": "${path}" }] }`)
    expect(fault('/ws{/:id}')).toMatch(/^faults\[0\]\.path: the path of a fault may have \* and :name/)
    expect(fault('/ws/v*')).toMatch(/^faults\[0\]\.path/)
    expect(fault('/user-:id')).toMatch(/^faults\[0\]\.path/)
    expect(fault('ws')).toBe('faults[0].path: a path starts with /')
    expect([fault('/*'), fault('/ws/:id/größe/*'), fault('/')]).toEqual(['none', 'none', 'none'])
  })

  it('refuses a rule that leads back to itself', () => {
    const rule = (path: string) =>
      problemOf(`{ "passthrough": [{ "name": "a", "path": "${path}", "upstream": "ws://self/up/x?y" }] }`)
    expect(rule('/*')).toBe(
      'passthrough[0].upstream: leads back to this rule: give it a path that does not match /up/x',
    )
    expect(rule('/up/:id')).toMatch(/^passthrough\[0\]\.upstream: leads back/)
    expect(rule('/ws/*')).toBe('none')
  })

  it('reports every fault at once', () => {
    expect(problemOf('{ "server": { "port": -1, "host": "" } }')).toBe(
      'server.host: must not be empty; server.port: must be at least 0',
    )
  })
})
