import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { compilePath } from '../../src/shared/path-pattern'
import { PathPattern } from '../../src/main/engine/handlers/worker/path-pattern'
import { type RequestHandlers, startRouter } from '../../src/main/ipc/router'
import { parseSettings } from '../../src/main/workspace/parse-settings'
import { requestChannelPrefix, requestNames } from '../../src/shared/ipc/channels'
import { contract } from '../../src/shared/ipc/contract'
import { noteCases } from '../reliability-note'
import { fuzzRun } from './fuzz-run'

const { cases, seed } = fuzzRun('Properties', 1000)
/** A property costs more than a connection. */
const run = { numRuns: Math.min(cases, 20_000), seed }

afterEach(() =>
  noteCases(
    'fuzz',
    run.numRuns,
    `${run.numRuns.toLocaleString('en-US')} cases of each property, seed ${seed}`,
  ),
)
const limitMs = 3_600_000

const name = fc.string({ minLength: 1, maxLength: 8 })
const path = fc
  .array(fc.stringMatching(/^[a-z0-9]{0,4}$/), { maxLength: 4 })
  .map((parts) => `/${parts.join('/')}`)
const filter = fc.oneof(
  fc.constant({ any: true }),
  fc.constant({ none: true }),
  fc.record({ exact: fc.string() }),
  fc.record({ regex: fc.constantFrom('a+', '^x$', '[0-9]') }),
  fc.record({ jsonpath: fc.constant('$.type'), equals: fc.jsonValue() }, { requiredKeys: ['jsonpath'] }),
)
const byName = { selector: (item: { readonly name: string }) => item.name, maxLength: 4 }
const optional = { requiredKeys: [] as [] }

const rule = fc.record(
  {
    name,
    enabled: fc.boolean(),
    path,
    upstream: fc.constantFrom('ws://upstream.example', 'wss://upstream.example:8443/a?b=c'),
    clientToServer: filter,
    serverToClient: filter,
    alsoHandle: fc.boolean(),
    onUpstreamClose: fc.constantFrom('relay', 'keep'),
    forwardHeaders: fc.array(fc.string()),
    verifyTls: fc.boolean(),
  },
  { requiredKeys: ['name', 'upstream'] },
)
const fault = fc.record(
  {
    name,
    enabled: fc.boolean(),
    path,
    latencyMs: fc.option(fc.record({ mean: fc.nat(1000), stddev: fc.nat(100) })),
    drop: fc.double({ min: 0, max: 1, noNaN: true }),
    duplicate: fc.double({ min: 0, max: 1, noNaN: true }),
    disconnectAfter: fc.option(fc.integer({ min: 1, max: 1000 })),
    closeCode: fc.integer({ min: 1000, max: 1003 }),
    refuseUpgrade: fc.option(fc.integer({ min: 400, max: 599 })),
  },
  { requiredKeys: ['name'] },
)
const server = fc.record(
  {
    host: fc.constantFrom('127.0.0.1', '::1', 'localhost'),
    port: fc.nat(65_535),
    maxPayload: fc.integer({ min: 1, max: 2 ** 30 }),
    maxConnections: fc.integer({ min: 1, max: 100_000 }),
    compression: fc.boolean(),
    allowedOrigins: fc.array(fc.webUrl()),
    unmatchedPath: fc.constantFrom('reject', 'accept', 'echo'),
  },
  optional,
)
const settings = fc.record(
  {
    version: fc.constant(1),
    server,
    handlers: fc.record({ disabled: fc.array(fc.string()) }),
    passthrough: fc.uniqueArray(rule, byName),
    faults: fc.uniqueArray(fault, byName),
  },
  optional,
)

/** JSON that is a workspace's but for one value. */
const nearlySettings = fc.tuple(settings, fc.json(), fc.nat()).map(([good, other, at]) => {
  const text = JSON.stringify(good)
  const values = [...text.matchAll(/:("[^"\\]*"|[\d.]+|true|false|null|\[\]|\{\})/g)]
  const chosen = values[at % Math.max(values.length, 1)]
  if (!chosen) return other
  return `${text.slice(0, chosen.index + 1)}${other}${text.slice(chosen.index + chosen[0].length)}`
})

describe('the text of an understudy.json', () => {
  it.each([
    ['that is anything', fc.string({ unit: 'binary' })],
    ['that is any JSON', fc.json()],
    ['that is nearly right', nearlySettings],
  ])(
    '%s gives settings or a problem in words, and never throws',
    (_what, texts) => {
      fc.assert(
        fc.property(texts, (text) => {
          const parsed = parseSettings(text)
          if (!parsed.ok) expect(parsed.message).not.toBe('')
        }),
        run,
      )
    },
    limitMs,
  )

  it(
    'gives what was written, and the same again from what it gave',
    () => {
      fc.assert(
        fc.property(settings, (written) => {
          const first = parseSettings(JSON.stringify(written))
          if (!first.ok) throw new Error(first.message)
          // What goes through JSON has no -0.
          expect(first.settings).toMatchObject(JSON.parse(JSON.stringify(written)))
          expect(parseSettings(JSON.stringify(first.settings))).toEqual(first)
        }),
        run,
      )
    },
    limitMs,
  )
})

describe('a request of the window', () => {
  const trusted = { sender: {}, senderFrame: { origin: 'app://understudy', parent: null } }

  function start() {
    const listeners = new Map<string, (event: typeof trusted, input: unknown) => Promise<unknown>>()
    const reached: string[] = []
    const handlers = Object.fromEntries(requestNames.map((one) => [one, () => reached.push(one)]))
    startRouter({
      endpoint: {
        handle: (channel, listener) => listeners.set(channel, listener),
        removeHandler: (channel) => listeners.delete(channel),
      },
      // Stands in for all handlers: the names are those of the contract.
      handlers: handlers as unknown as RequestHandlers,
      isTrusted: () => true,
      log: () => undefined,
    })
    const ask = (one: string, input: unknown) => listeners.get(requestChannelPrefix + one)?.(trusted, input)
    return { ask, reached }
  }

  const input = fc.oneof(
    fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true }),
    fc.record(
      {
        connection: fc.oneof(fc.constant('c1'), fc.anything()),
        code: fc.oneof(fc.integer({ min: 900, max: 5100 }), fc.anything()),
        reason: fc.oneof(fc.string(), fc.anything()),
        room: fc.oneof(fc.string(), fc.anything()),
        name: fc.oneof(fc.string(), fc.anything()),
        key: fc.oneof(fc.string(), fc.anything()),
        value: fc.anything(),
        path: fc.oneof(fc.constantFrom('handlers/a.ts', '../a.ts', 'handlers/../../a.ts'), fc.anything()),
        message: fc.oneof(
          fc.record({ type: fc.constantFrom('text', 'close'), text: fc.string() }),
          fc.anything(),
        ),
      },
      optional,
    ),
  )

  it(
    'reaches its handler exactly when its input fits the contract, and always gets a Result',
    async () => {
      const { ask, reached } = start()
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...requestNames), input, async (one, value) => {
          reached.length = 0
          const answer = await ask(one, value)
          const fits = contract[one].input.safeParse(value).success
          expect(answer).toMatchObject({ ok: fits })
          expect(reached).toEqual(fits ? [one] : [])
        }),
        run,
      )
    },
    limitMs,
  )

  it.each([
    ['a circle', circle()],
    ['two circles through one object', twoCircles()],
    ['100,000 lists in each other', nested(100_000)],
  ])('with %s in it is refused in words', async (_what, value) => {
    const { ask, reached } = start()
    expect(await ask('state.set', { key: 'a', value })).toMatchObject({ ok: false })
    expect(reached).toEqual([])
  })
})

/** Structured cloning lets both through to the main process. */
function circle(): unknown {
  const self: { self?: unknown } = {}
  self.self = self
  return self
}

function twoCircles(): unknown {
  const self: { one?: unknown; other?: unknown } = {}
  self.one = self
  self.other = { self, list: [self] }
  return self
}

function nested(depth: number): unknown {
  let value: unknown = null
  for (let level = 0; level < depth; level += 1) value = [value]
  return value
}

describe('a path pattern', () => {
  const part = fc.oneof(fc.constantFrom('a', 'b', 'größe', '*', ':id', ''), fc.stringMatching(/^[a-z]{1,2}$/))
  const segment = fc.oneof(
    fc.constantFrom('a', 'b', 'gr%C3%B6%C3%9Fe', '%zz', 'a%2Fb', ''),
    fc.stringMatching(/^[a-z]{1,2}$/),
  )
  const joined = (parts: readonly string[]) => `/${parts.join('/')}`
  const patterns = fc
    .array(part, { minLength: 1, maxLength: 5 })
    // Two parameters of one name are refused where handlers are loaded. Of a second wildcard handlers make less
    // than faults do, see `PathPattern`: there are no two in one pattern.
    .map((parts) => {
      const first = parts.indexOf('*')
      const once = parts.map((one, index) => (one === '*' && index !== first ? 'a' : one))
      return joined(once.map((one, index) => (one === ':id' ? `:id${index}` : one)))
    })
  const paths = fc.array(segment, { minLength: 1, maxLength: 6 }).map(joined)

  it(
    'means the same for a fault as for a handler',
    () => {
      fc.assert(
        fc.property(patterns, paths, (pattern, one) => {
          expect(compilePath(pattern)(one)).toBe(new PathPattern(pattern).match(one) !== null)
        }),
        run,
      )
    },
    limitMs,
  )

  it(
    'is compiled or refused in words, whatever it is, and matches or not, whatever the path',
    () => {
      fc.assert(
        fc.property(fc.string({ unit: 'grapheme' }), fc.webPath(), (source, one) => {
          let pattern: PathPattern
          try {
            pattern = new PathPattern(`/${source}`)
          } catch (error) {
            expect(error).toMatchObject({ kind: 'pattern', message: expect.stringMatching(/./) })
            return
          }
          pattern.match(one)
          compilePath(`/${source}`)(one)
        }),
        run,
      )
    },
    limitMs,
  )
})
