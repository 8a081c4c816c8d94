import { describe, expect, it } from 'vitest'
import type * as api from '../../../../shared/handler-api/understudy'
import { passthroughRuleSchema } from '../../../../shared/model/workspace'
import type { ActiveRule } from '../protocol'
import { MessagePattern } from './message-pattern'
import { PassthroughConfig, PassthroughHandler } from './passthrough'
import { upstreamUrl } from './passthrough-rules'
import { adopted, WorkerHarness } from './worker-harness.test-support'

function rule(differs: Readonly<Record<string, unknown>>): ActiveRule {
  return passthroughRuleSchema.parse({ name: 'prices', upstream: 'ws://up/ws', ...differs })
}

const mock: api.WsHandler = { onMessage: (ctx) => ctx.sendText('mocked') }

function start(
  rules: readonly ActiveRule[],
  handlers: Readonly<Record<string, api.WsHandler>> = { 'mock.ts': mock },
  path = '/ws/prices/eur',
): WorkerHarness {
  const worker = new WorkerHarness(handlers)
  worker.events.rules(rules)
  worker.events.opened(1, adopted(1, { path, query: 'token=1' }))
  return worker
}

/** What became of a text: `upstream URL` or `mocked` or both. */
async function fate(worker: WorkerHarness, text: string | Uint8Array): Promise<readonly unknown[]> {
  const before = worker.seen('forward', 'send').length
  worker.events.message(7, 1, typeof text === 'string' ? 'text' : 'binary', text)
  await worker.until(() => worker.seen('handled').at(-1)?.[1] === 7)
  const fates = worker.seen('forward', 'send').slice(before)
  worker.events.message(8, 1, 'pong', '')
  await worker.until(() => worker.seen('handled').at(-1)?.[1] === 8)
  return fates.map((command) => (command[0] === 'send' ? 'mocked' : command[3]))
}

const noMock = { 'quiet.ts': { onMessage: () => undefined } }

describe('a message from the client', () => {
  it('that a rule means goes to its upstream and not to the handlers; others are mocked', async () => {
    const worker = start([rule({ clientToServer: { jsonpath: '$.subscribe' } })], {
      'mock.ts': { onMessage: (ctx, msg) => (msg.type === 'text' ? ctx.sendText('mocked') : undefined) },
    })
    expect(await fate(worker, '{"subscribe":1}')).toEqual(['prices'])
    expect(await fate(worker, '{"other":1}')).toEqual(['mocked'])
    expect(await fate(worker, 'not JSON')).toEqual(['mocked'])
  })

  it('is seen by the handlers as well where the rule says alsoHandle', async () => {
    const worker = start([rule({ alsoHandle: true })])
    worker.events.message(2, 1, 'text', 'x')
    await worker.handled(2)
    expect(worker.seen('forward', 'send').map(([name]) => name)).toEqual(['forward', 'send'])
    expect(worker.why(2)).toEqual(['rule prices: sent it upstream', 'mock.ts: sent text'])
  })

  it.each([
    [{ any: true }, ['a', Uint8Array.of(1)], []],
    [{ none: true }, [], ['a', Uint8Array.of(1)]],
    [{ exact: 'a' }, ['a'], ['b', Uint8Array.of(97)]],
    [{ regex: '^A', flags: 'i' }, ['ab', 'AB'], ['ba', Uint8Array.of(97)]],
    [{ jsonpath: '$.n', equals: [1] }, ['{"n":[1]}'], ['{"n":[2]}', '{"n":1}']],
  ])('is chosen by the filter %o', async (filter, through, kept) => {
    const worker = start([rule({ clientToServer: filter })], noMock)
    for (const one of through) expect(await fate(worker, one)).toEqual(['prices'])
    for (const one of kept) expect(await fate(worker, one)).toEqual([])
  })

  it('goes to the first rule that means it', async () => {
    const worker = start(
      [
        rule({ name: 'off', enabled: false }),
        rule({ name: 'elsewhere', path: '/other' }),
        rule({ name: 'exact', clientToServer: { exact: 'a' } }),
        rule({ name: 'rest' }),
      ],
      noMock,
    )
    expect(await fate(worker, 'a')).toEqual(['exact'])
    expect(await fate(worker, 'b')).toEqual(['rest'])
  })

  it('obeys a switch from the next message on', async () => {
    const worker = start([rule({})], noMock)
    expect(await fate(worker, 'a')).toEqual(['prices'])
    worker.events.ruleSwitched('prices', false)
    expect(await fate(worker, 'a')).toEqual([])
    worker.events.rules([rule({ name: 'newer' })])
    expect(await fate(worker, 'a')).toEqual(['newer'])
  })

  it('goes on to the handlers when a filter fails', async () => {
    class Broken extends PassthroughHandler {
      override shouldPassthrough(): boolean {
        throw new Error('broken filter')
      }
    }
    const worker = start([])
    const handler = new Broken(new PassthroughConfig(MessagePattern.any(), 'ws://up'))
    worker.rules.setCodeRules([{ name: 'proxy.ts', handler }], {})
    worker.events.message(2, 1, 'text', 'x')
    await worker.handled(2)
    expect(worker.sent).toEqual(['c1: mocked'])
    expect(worker.seen('failed')[0]?.[5]).toMatchObject({ message: expect.stringContaining('broken filter') })
  })

  it('of type ping or pong never goes upstream', async () => {
    const worker = start([rule({})], noMock)
    worker.events.message(2, 1, 'ping', '')
    await worker.handled(2)
    expect(worker.seen('forward')).toEqual([])
  })
})

describe('an unusable rule', () => {
  it.each([
    { clientToServer: { regex: '(' } },
    { path: '/ws/(x)' },
    { serverToClient: { jsonpath: '$[?(' } },
  ])('%o is told about and left out; the others work', async (differs) => {
    const worker = start([rule({ name: 'bad', ...differs }), rule({ name: 'good' })], noMock)
    expect(await fate(worker, 'x')).toEqual(['good'])
    expect(worker.seen('log')).toEqual([['log', 0, 'error', expect.stringContaining('rule bad'), null, []]])
  })
})

describe('the upstream of a client', () => {
  it.each([
    ['ws://up/ws', 'rest', '', 'ws://up/ws'],
    ['ws://up/ws', 'rest', 'a=1&b=2', 'ws://up/ws?a=1&b=2'],
    ['ws://up/ws?key=k', '', 'a=1', 'ws://up/ws?key=k&a=1'],
    ['ws://up/ws/*', 'eur/spot%20x', 'a=1', 'ws://up/ws/eur/spot%20x?a=1'],
    ['ws://up/ws/*?key=k', 'eur', '', 'ws://up/ws/eur?key=k'],
    ['ws://up/*', '/ws/x', '', 'ws://up/ws/x'],
    ['ws://up/*', '', '', 'ws://up/'],
  ])('%s with rest %j and query %j is %s', (upstream, rest, query, expected) => {
    expect(upstreamUrl(upstream, rest, query)).toBe(expected)
  })

  it('is told with how the link behaves', async () => {
    const worker = start([
      rule({
        path: '/ws/*',
        upstream: 'wss://up/v1/*',
        onUpstreamClose: 'keep',
        forwardHeaders: ['cookie'],
        verifyTls: false,
      }),
    ])
    worker.events.message(2, 1, 'text', 'x')
    await worker.handled(2)
    expect(worker.seen('forward')).toEqual([
      [
        'forward',
        2,
        1,
        'prices',
        {
          url: 'wss://up/v1/prices/eur?token=1',
          forwardHeaders: ['cookie'],
          onUpstreamClose: 'keep',
          verifyTls: false,
        },
        'text',
        'x',
        true,
      ],
    ])
  })
})

describe('that every message of a client goes there', () => {
  const always = async (...args: Parameters<typeof start>): Promise<readonly unknown[]> => {
    const worker = start(...args)
    worker.events.message(2, 1, 'text', 'x')
    await worker.handled(2)
    return worker.seen('forward').map((command) => command.at(-1))
  }

  it('is told of a rule that takes all of them', async () => {
    expect(await always([rule({})])).toEqual([true])
    const passive = rule({ name: 'off', enabled: false })
    expect(await always([passive, rule({})])).toEqual([true])
  })

  it.each<[string, Parameters<typeof start>]>([
    ['a rule with a filter', [[rule({ clientToServer: { exact: 'x' } })]]],
    ['a rule whose messages the handlers see as well', [[rule({ alsoHandle: true })]]],
    ['a rule behind one that takes some', [[rule({ clientToServer: { exact: 'y' } }), rule({ name: 'b' })]]],
  ])('is not told of %s', async (_what, args) => {
    expect(await always(...args)).toEqual([false])
  })

  it('is not told where the user has switched a rule for this one', async () => {
    const rules = [rule({ name: 'a' }), rule({ name: 'b' })]
    const worker = start(rules)
    worker.events.ruleSwitchedFor(1, 'a', false)
    worker.events.message(2, 1, 'text', 'x')
    await worker.handled(2)
    expect(worker.seen('forward').map((command) => [command[3], command.at(-1)])).toEqual([['b', false]])
  })
})

describe('a message from the upstream', () => {
  async function deliver(
    worker: WorkerHarness,
    payload: string | Uint8Array,
  ): Promise<readonly (readonly unknown[])[]> {
    worker.events.upstreamMessage(9, 1, 'prices', typeof payload === 'string' ? 'text' : 'binary', payload)
    await worker.handled(9)
    return worker.seen('deliver')
  }

  it('reaches the client as it is', async () => {
    expect(await deliver(start([rule({})]), Uint8Array.of(1, 2))).toEqual([
      ['deliver', 9, 1, 'prices', 'binary', Uint8Array.of(1, 2), false, true],
    ])
  })

  it('is dropped where the rule does not let it through, and the reason is told', async () => {
    const worker = start([rule({ serverToClient: { exact: 'yes' } })])
    expect(await deliver(worker, 'no')).toEqual([])
    expect(worker.why(9)).toEqual(['rule prices: dropped it: not what the rule lets through to the client'])
  })

  it('is dropped once the rule is switched off', async () => {
    const worker = start([rule({ enabled: false })])
    expect(await deliver(worker, 'x')).toEqual([])
    expect(worker.why(9)).toEqual(['rule prices: dropped it: the rule is switched off'])
  })

  it.each<[string, api.WsHandler['onUpstreamMessage'], readonly unknown[]]>([
    ['passes', () => undefined, [['text', 'price', false, false]]],
    ['is dropped', () => null, []],
    ['is replaced', () => ({ type: 'text', text: 'edited' }), [['text', 'edited', true, false]]],
    [
      'is replaced after waiting',
      async () => ({ type: 'binary', data: Uint8Array.of(7) }),
      [['binary', Uint8Array.of(7), true, false]],
    ],
    [
      'passes when the handler throws',
      () => Promise.reject(new Error('x')),
      [['text', 'price', false, false]],
    ],
    ['passes when the answer is no message', () => ({ type: 'close' }), [['text', 'price', false, false]]],
  ])('%s as a handler says', async (_what, onUpstreamMessage, expected) => {
    const worker = start([rule({})], { 'edit.ts': { ...(onUpstreamMessage && { onUpstreamMessage }) } })
    const delivered = await deliver(worker, 'price')
    expect(delivered.map(([, , , , ...message]) => message)).toEqual(expected)
  })

  it('goes through the handlers in order, each seeing what the former made of it', async () => {
    const append =
      (sign: string): NonNullable<api.WsHandler['onUpstreamMessage']> =>
      (_ctx, msg) =>
        msg.type === 'text' ? { type: 'text', text: msg.text + sign } : undefined
    const worker = start([rule({})], {
      'a.ts': { onUpstreamMessage: append('a') },
      'b.ts': { onUpstreamMessage: append('b') },
    })
    expect(await deliver(worker, '>')).toEqual([['deliver', 9, 1, 'prices', 'text', '>ab', true, false]])
    expect(worker.why(9)).toEqual([
      'rule prices: let it through to the client',
      'a.ts: replaced it',
      'b.ts: replaced it',
    ])
  })
})

describe('ctx.passthrough', () => {
  const pass: Readonly<Record<string, api.WsHandler>> = {
    'a.ts': {
      onMessage(ctx, msg) {
        if (msg.type === 'text' && msg.text === 'other') ctx.passthrough('instead')
        else if (msg.type === 'text') ctx.passthrough()
      },
    },
  }

  it("uses the path's first rule that is switched on, whatever its filter says", async () => {
    const worker = start(
      [rule({ name: 'off', enabled: false }), rule({ clientToServer: { none: true } })],
      pass,
    )
    worker.events.message(2, 1, 'text', 'x')
    worker.events.message(3, 1, 'text', 'other')
    await worker.handled(3)
    expect(
      worker.seen('forward').map(([, cause, , name, , type, payload]) => [cause, name, type, payload]),
    ).toEqual([
      [2, 'prices', 'text', 'x'],
      [3, 'prices', 'text', 'instead'],
    ])
  })

  it('throws kind connection where no rule is for the path', async () => {
    const worker = start([rule({ path: '/other' })], pass)
    worker.events.message(2, 1, 'text', 'x')
    await worker.handled(2)
    expect(worker.seen('failed')[0]?.[4]).toBe('connection')
  })
})

describe('a rule that is declared in code', () => {
  const config = PassthroughConfig.regex('^up', 'ws://up/*', {
    path: '/ws/*',
    serverToClient: MessagePattern.exact('yes'),
  })
  const declared = [{ name: 'proxy.ts', handler: new PassthroughHandler(config) }]

  it('works like one of the workspace, after those', async () => {
    const worker = start([rule({ clientToServer: { exact: 'up first' } })], noMock)
    worker.rules.setCodeRules(declared, {})
    expect(await fate(worker, 'up first')).toEqual(['prices'])
    expect(await fate(worker, 'up there')).toEqual(['proxy.ts'])
    // Its class may be an extended one that decides otherwise next time.
    expect(worker.seen('forward').at(-1)?.at(-1)).toBe(false)
    expect(await fate(worker, 'down')).toEqual([])
    worker.events.upstreamMessage(20, 1, 'proxy.ts', 'text', 'yes')
    worker.events.upstreamMessage(21, 1, 'proxy.ts', 'text', 'no')
    await worker.handled(21)
    expect(worker.seen('deliver').map(([, , , , , payload]) => payload)).toEqual(['yes'])
  })

  it('starts as the user left its switch, and can be switched', async () => {
    const worker = start([], noMock)
    worker.rules.setCodeRules(declared, { 'proxy.ts': false })
    expect(await fate(worker, 'up')).toEqual([])
    worker.events.ruleSwitched('proxy.ts', true)
    expect(await fate(worker, 'up')).toEqual(['proxy.ts'])
  })

  it('serves its path for handshakes while it is switched on', () => {
    const worker = new WorkerHarness()
    worker.rules.setCodeRules(declared, {})
    expect([worker.rules.servesPath('/ws/x'), worker.rules.servesPath('/x')]).toEqual([true, false])
    worker.events.ruleSwitched('proxy.ts', false)
    expect(worker.rules.servesPath('/ws/x')).toBe(false)
  })

  it('can be asked what it would do', () => {
    const handler = new PassthroughHandler(config)
    expect([handler.shouldPassthrough('up'), handler.shouldPassthrough('down'), handler.upstreamUrl]).toEqual(
      [true, false, 'ws://up/*'],
    )
  })

  it('needs a WebSocket URL and a usable path', () => {
    expect(() => new PassthroughConfig(MessagePattern.any(), 'http://x')).toThrow(
      expect.objectContaining({ kind: 'connection' }),
    )
    expect(() => new PassthroughConfig(MessagePattern.any(), 'ws://x', { path: 'x' })).toThrow(
      expect.objectContaining({ kind: 'pattern' }),
    )
  })
})

describe('a rule that is switched for one connection', () => {
  it('says in Why that it acts for this connection only, or that it was passed over', async () => {
    const worker = start([rule({ enabled: false })])
    worker.events.ruleSwitchedFor(1, 'prices', true)
    worker.events.message(2, 1, 'text', 'x')
    await worker.handled(2)
    expect(worker.why(2)).toEqual(['rule prices: sent it upstream: on for this connection'])
    worker.events.rules([rule({})])
    worker.events.ruleSwitchedFor(1, 'prices', false)
    worker.events.message(3, 1, 'text', 'x')
    await worker.handled(3)
    expect(worker.why(3)).toEqual(['rule prices: passed over: off for this connection', 'mock.ts: sent text'])
  })

  it('is known to code that takes the connection over, and follows the rule again when told to', async () => {
    const worker = start([rule({})])
    worker.events.adopted(2, adopted(1, { path: '/ws/prices/eur', passthrough: { prices: false } }), false)
    expect(await fate(worker, 'x')).toEqual(['mocked'])
    worker.events.ruleSwitchedFor(1, 'prices', undefined)
    expect(await fate(worker, 'x')).toEqual(['prices'])
  })
})
