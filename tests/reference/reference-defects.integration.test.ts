import { afterEach, describe, expect, it } from 'vitest'
import { type Mock, startMock } from '../engine-fixture'
import { startUpstream, type Upstream } from './upstream'

/** The thirteen defects of the reference, by their numbers in the product's description. None may come back. */

let mock: Mock | undefined
const stops: (() => Promise<void>)[] = []

afterEach(async () => {
  await mock?.dispose()
  mock = undefined
  for (const stop of stops.splice(0)) await stop()
})

const hall = `
  import { defineHandler } from 'understudy'
  export default defineHandler({
    onConnect(ctx) { ctx.joinRoom('hall'); ctx.sendText('in') },
    onMessage(ctx, msg) {
      if (msg.type === 'text') ctx.broadcastToRoom('hall', msg.text)
      if (msg.type === 'binary') ctx.broadcastToRoom('hall', msg.data)
    },
  })`

const silent = `
  import { defineHandler } from 'understudy'
  export default defineHandler({ onMessage() {} })`

async function upstreamFor(
  onMessage: Parameters<typeof startUpstream>[0] = (socket, message) => socket.send(`up: ${message}`),
  port = 0,
): Promise<Upstream> {
  const upstream = await startUpstream(onMessage, port)
  stops.push(upstream.stop)
  return upstream
}

describe('defects of the reference stay away', () => {
  it('1: a room spans connections', async () => {
    mock = await startMock({ 'handlers/hall.ts': hall })
    const [a, b] = [await mock.connect('/'), await mock.connect('/')]
    await a.next()
    await b.next()
    expect(mock.engine.room('hall').members).toHaveLength(2)
  })

  it('2: a broadcast reaches every member, text and binary, the sender included', async () => {
    mock = await startMock({ 'handlers/hall.ts': hall })
    const [a, b] = [await mock.connect('/'), await mock.connect('/')]
    await a.next()
    await b.next()
    a.send('hello')
    expect([await a.next(), await b.next()]).toEqual(['hello', 'hello'])
    b.send(Buffer.from([9, 8]))
    expect([await a.next(), await b.next()]).toEqual([Buffer.from([9, 8]), Buffer.from([9, 8])])
  })

  it('3: a reload changes what an open connection gets', async () => {
    const saying = (word: string) => `
      import { defineHandler } from 'understudy'
      export default defineHandler({ onMessage(ctx) { ctx.sendText('${word}') } })`
    mock = await startMock({ 'handlers/word.ts': saying('old') })
    const client = await mock.connect('/')
    client.send('?')
    expect(await client.next()).toBe('old')
    await mock.save('handlers/word.ts', saying('new'))
    client.send('?')
    expect(await client.next()).toBe('new')
  })

  it('4: each client has its own upstream link, which the end of another does not touch', async () => {
    let links = 0
    const numbers = new Map<object, number>()
    const upstream = await upstreamFor((socket, message) => {
      if (!numbers.has(socket)) numbers.set(socket, ++links)
      socket.send(`link ${numbers.get(socket)}: ${message}`)
    })
    mock = await startMock(
      { 'handlers/silent.ts': silent },
      { passthrough: [{ name: 'all', enabled: true, upstream: upstream.url }] },
    )
    const [a, b] = [await mock.connect('/'), await mock.connect('/')]
    a.send('from a')
    expect(await a.next()).toBe('link 1: from a')
    b.send('from b')
    expect(await b.next()).toBe('link 2: from b')
    const closed = upstream.nextClose()
    a.close(1000, '')
    await closed
    b.send('still here')
    expect(await b.next()).toBe('link 2: still here')
  })

  it("5: an upstream's close is relayed with code and reason, or kept; a kept link reconnects", async () => {
    const upstream = await upstreamFor((socket, message) => {
      if (message === 'close') socket.close(4321, 'enough')
      else socket.send(`up: ${message}`)
    })
    mock = await startMock(
      { 'handlers/silent.ts': silent },
      {
        passthrough: [
          { name: 'relayed', enabled: true, path: '/relay', upstream: upstream.url },
          { name: 'kept', enabled: true, path: '/keep', upstream: upstream.url, onUpstreamClose: 'keep' },
        ],
      },
    )
    const relayed = await mock.connect('/relay')
    relayed.send('close')
    expect(await relayed.closed).toMatchObject({ code: 4321, reason: 'enough' })
    const kept = await mock.connect('/keep')
    const gone = upstream.nextClose()
    kept.send('close')
    await gone
    kept.send('again')
    expect(await kept.next()).toBe('up: again')
    expect(upstream.handshakes).toHaveLength(3)
  })

  it('6: both directions are filtered, and the handshake is forwarded', async () => {
    const upstream = await upstreamFor((socket, message, isBinary) => {
      if (isBinary) socket.send('binary came')
      else {
        socket.send('secret')
        socket.send(`public ${message}`)
      }
    })
    mock = await startMock(
      { 'handlers/silent.ts': silent },
      {
        passthrough: [
          {
            name: 'some',
            enabled: true,
            path: '/ws/*',
            upstream: `${upstream.url}/real/*`,
            clientToServer: { regex: '^go' },
            serverToClient: { regex: '^public' },
            forwardHeaders: ['x-token'],
          },
        ],
      },
    )
    const client = await mock.connect('/ws/a/b?x=1', {
      protocols: ['v2'],
      headers: { 'x-token': 't', 'x-other': 'o' },
    })
    client.send(Buffer.from([1]))
    client.send('stay')
    client.send('go')
    expect(await client.next()).toBe('public go')
    const handshake = upstream.handshakes[0]
    expect(handshake?.url).toBe('/real/a/b?x=1')
    expect(handshake?.headers['x-token']).toBe('t')
    expect(handshake?.headers['x-other']).toBeUndefined()
    expect(handshake?.headers['sec-websocket-protocol']).toBe('v2')
  })

  it('7: a forwarded message skips the handlers, unless the rule says alsoHandle', async () => {
    const upstream = await upstreamFor()
    const handler = `
      import { defineHandler } from 'understudy'
      export default defineHandler({ onMessage(ctx, msg) { if (msg.type === 'text') ctx.sendText('mock: ' + msg.text) } })`
    mock = await startMock(
      { 'handlers/mock.ts': handler },
      {
        passthrough: [
          {
            name: 'only',
            enabled: true,
            path: '/only',
            upstream: upstream.url,
            clientToServer: { exact: 'x' },
          },
          { name: 'both', enabled: true, path: '/both', upstream: upstream.url, alsoHandle: true },
        ],
      },
    )
    const only = await mock.connect('/only')
    only.send('x')
    expect(await only.next()).toBe('up: x')
    only.send('y')
    expect(await only.next()).toBe('mock: y')
    const both = await mock.connect('/both')
    both.send('x')
    expect([await both.next(), await both.next()].sort()).toEqual(['mock: x', 'up: x'])
  })

  it('8: an upgrade can be refused, the handshake is known to the handler, and it can close', async () => {
    mock = await startMock({
      'handlers/gate.ts': `
        import { defineHandler } from 'understudy'
        export default defineHandler({
          onUpgrade(request) {
            if (request.headers.authorization !== 'secret') return { status: 401, body: 'no' }
          },
          onConnect(ctx) {
            if (ctx.query.late !== undefined) throw new Error('thrown in onConnect')
            ctx.sendText(ctx.headers.authorization + ' ' + (ctx.remoteAddress !== ''))
            ctx.close(4000, 'done')
          },
        })`,
    })
    await expect(mock.connect('/')).rejects.toThrow('401')
    const client = await mock.connect('/', { headers: { authorization: 'secret' } })
    expect(await client.next()).toBe('secret true')
    expect(await client.closed).toMatchObject({ code: 4000, reason: 'done' })
    const shown = mock.nextConsole((line) => line.text.includes('thrown in onConnect'))
    await mock.connect('/?late=1', { headers: { authorization: 'secret' } })
    expect((await shown).location).toMatchObject({ file: 'handlers/gate.ts', line: 8 })
  })

  it('9: close code and reason arrive both ways, and what was queued before a close is delivered', async () => {
    mock = await startMock({
      'handlers/close.ts': `
        import { defineHandler } from 'understudy'
        export default defineHandler({
          onMessage(ctx) {
            for (let i = 0; i < 500; i++) ctx.sendText('m' + i)
            ctx.close(4123, 'after all of them')
          },
          onDisconnect(ctx, close) { ctx.log(close.code, close.reason, close.wasClean) },
        })`,
    })
    const client = await mock.connect('/')
    client.send('go')
    for (let i = 0; i < 500; i++) expect(await client.next()).toBe(`m${i}`)
    expect(await client.closed).toMatchObject({ code: 4123, reason: 'after all of them' })
    const line = mock.nextConsole((shown) => shown.text.includes('4555 mine true'))
    const other = await mock.connect('/')
    other.close(4555, 'mine')
    expect((await line).level).toBe('info')
  })

  it('10: JSONPath gives values, regex gives groups, and a route knows its connection', async () => {
    mock = await startMock({
      'handlers/routes.ts': `
        import { defineHandler, MessagePattern, MessageRouter } from 'understudy'
        const router = new MessageRouter()
          .on(MessagePattern.jsonpath('$.user.name'), (ctx, _msg, match) => ctx.path + ' ' + match.values[0])
          .on(MessagePattern.regex('^(?<verb>\\\\w+)!$'), (_ctx, _msg, match) => match.groups.verb)
        export default defineHandler({ async onMessage(ctx, msg) { await router.route(ctx, msg) } })`,
    })
    const client = await mock.connect('/here')
    client.send('{"user":{"name":"Ada"}}')
    expect(await client.next()).toBe('/here Ada')
    client.send('jump!')
    expect(await client.next()).toBe('jump')
  })

  it('11: path parameters reach the handler, decoded', async () => {
    mock = await startMock({
      'handlers/params.ts': `
        import { defineHandler } from 'understudy'
        export default defineHandler({ handlesPath: '/ws/:room/:user', onConnect(ctx) { ctx.sendJson(ctx.params) } })`,
    })
    const client = await mock.connect('/ws/caf%C3%A9/ada')
    expect(JSON.parse(String(await client.next()))).toEqual({ room: 'café', user: 'ada' })
    await expect(mock.connect('/ws/only-one')).rejects.toThrow('404')
  })

  it('12: counters count what happened', async () => {
    mock = await startMock({
      'handlers/quiet.ts': `
        import { defineHandler } from 'understudy'
        export default defineHandler({
          onMessage(ctx, msg) { if (msg.type === 'text' && msg.text === 'answer') { ctx.sendText('1'); ctx.sendText('2') } },
        })`,
    })
    const client = await mock.connect('/')
    client.send('nothing')
    client.send('nothing')
    client.send('answer')
    await client.next()
    await client.next()
    const [summary] = mock.engine.connections()
    expect(summary).toMatchObject({ received: 3, sent: 2, receivedBytes: 20, sentBytes: 2 })
    expect(mock.engine.stats()).toMatchObject({ received: 3, sent: 2 })
  })

  it('13: a callback that waits holds up its own connection only, in order', async () => {
    mock = await startMock({
      'handlers/slow.ts': `
        import { defineHandler } from 'understudy'
        let release = () => {}
        const gate = new Promise<void>((resolve) => { release = resolve })
        export default defineHandler({
          async onMessage(ctx, msg) {
            if (msg.type !== 'text') return
            if (msg.text === 'wait') await gate
            if (msg.text === 'release') release()
            ctx.sendText(msg.text)
          },
        })`,
    })
    const [slow, fast] = [await mock.connect('/'), await mock.connect('/')]
    slow.send('wait')
    slow.send('after')
    fast.send('first')
    expect(await fast.next()).toBe('first')
    fast.send('release')
    expect(await fast.next()).toBe('release')
    expect([await slow.next(), await slow.next()]).toEqual(['wait', 'after'])
  })

  it('13: a flood towards a handler that waits is bounded: reading stops, nothing is lost', async () => {
    mock = await startMock({
      'handlers/stuck.ts': `
        import { defineHandler } from 'understudy'
        let release = () => {}
        const gate = new Promise<void>((resolve) => { release = resolve })
        let seen = 0
        export default defineHandler({
          actions: { release: () => release() },
          async onMessage(ctx) { await gate; seen++; if (seen === 3000) ctx.sendText('all ' + seen) },
        })`,
    })
    const client = await mock.connect('/')
    const payload = 'x'.repeat(20_000)
    for (let i = 0; i < 3000; i++) client.send(payload)
    await mock.backpressure(client)
    expect(mock.engine.stats().received).toBeLessThan(3000)
    await mock.engine.runAction('stuck.ts', 'release')
    expect(await client.next()).toBe('all 3000')
  })
})
