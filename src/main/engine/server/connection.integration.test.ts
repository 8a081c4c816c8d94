import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { faultSchema } from '../../../shared/model/workspace'
import { closeOf, ServerFixture } from './server-fixture.test-support'

let fixture: ServerFixture

beforeEach(() => {
  fixture = new ServerFixture()
})
afterEach(() => fixture.dispose())

function setFault(settings: object): void {
  fixture.faults.setFaults([faultSchema.parse({ name: 'test', enabled: true, ...settings })])
}

describe('messages', () => {
  it('from the client come in order and whole, text and binary', async () => {
    await fixture.start()
    const { client } = await fixture.connect()
    client.send('größe')
    client.send(Buffer.from([1, 2, 3]))
    client.send('')
    expect(await fixture.messages.next()).toEqual({ type: 'text', payload: 'größe' })
    expect(await fixture.messages.next()).toEqual({ type: 'binary', payload: new Uint8Array([1, 2, 3]) })
    expect(await fixture.messages.next()).toEqual({ type: 'text', payload: '' })
  })

  it('that come with the handshake are not lost and come after the opening', async () => {
    await fixture.start()
    let opened = false
    fixture.opened = () => {
      opened = true
    }
    fixture.decide = async () => {
      await new Promise((resolve) => setImmediate(resolve))
      return { accept: true, protocol: null, handlers: [] }
    }
    const wasOpened: boolean[] = []
    fixture.onMessage = () => wasOpened.push(opened)
    const socket = connect(fixture.port, '127.0.0.1')
    const head = [
      'GET / HTTP/1.1',
      'Host: 127.0.0.1',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
      '\r\n',
    ].join('\r\n')
    // Masked with zeros: the payload stays readable.
    const frames = [...'ab'].map((letter) => Buffer.from([0x81, 0x81, 0, 0, 0, 0, letter.charCodeAt(0)]))
    socket.write(Buffer.concat([Buffer.from(head), ...frames]))
    expect(await fixture.messages.next()).toMatchObject({ payload: 'a' })
    expect(await fixture.messages.next()).toMatchObject({ payload: 'b' })
    expect(wasOpened).toEqual([true, true])
    socket.destroy()
  })

  it('to the client keep their order, whatever their size', async () => {
    await fixture.start()
    const { connection, inbox } = await fixture.connect()
    const sizes = [0, 1, 125, 126, 65_535, 65_536, 200_000, 3]
    for (const size of sizes) {
      connection.send('binary', new Uint8Array(size).fill(size % 251))
      connection.send('text', `after ${size}`)
    }
    for (const size of sizes) {
      expect(await inbox.next()).toEqual(new Uint8Array(size).fill(size % 251))
      expect(await inbox.next()).toBe(`after ${size}`)
    }
    expect(connection.summary([])).toMatchObject({ sent: sizes.length * 2, received: 0 })
  })

  it('are compressed where both sides want it, and stay in order', async () => {
    await fixture.start({ compression: true })
    const { client, connection, inbox } = await fixture.connect('/', { perMessageDeflate: true })
    expect(client.extensions).toBe('permessage-deflate')
    connection.send('text', 'x'.repeat(50_000))
    connection.send('text', 'second')
    connection.close(4000, 'done')
    const closed = closeOf(client)
    expect(await inbox.next()).toHaveLength(50_000)
    expect(await inbox.next()).toBe('second')
    expect(await closed).toEqual({ code: 4000, reason: 'done' })
  })

  it('that are too large close the connection with 1009', async () => {
    await fixture.start({ maxPayload: 10 })
    const { client } = await fixture.connect()
    const closed = closeOf(client)
    client.send('12345678901')
    expect(await closed).toMatchObject({ code: 1009 })
    expect(await fixture.closes.next()).toMatchObject({ code: 1009, wasClean: false })
  })

  it('pings are answered by themselves and reported, pongs too', async () => {
    await fixture.start()
    const { client, connection } = await fixture.connect()
    client.ping('beat')
    const [data] = await once(client, 'pong')
    expect(String(data)).toBe('beat')
    expect(await fixture.messages.next()).toEqual({
      type: 'ping',
      payload: new Uint8Array(Buffer.from('beat')),
    })
    connection.send('ping', 'back')
    expect(await fixture.messages.next()).toEqual({
      type: 'pong',
      payload: new Uint8Array(Buffer.from('back')),
    })
    expect(connection.summary([])).toMatchObject({ received: 0, sent: 0 })
  })

  it('a ping that is too long is an error that says so', async () => {
    await fixture.start()
    const { connection } = await fixture.connect()
    expect(() => connection.send('ping', 'x'.repeat(126))).toThrow('at most 125 bytes')
  })
})

describe('a close', () => {
  it('by the client brings code and reason', async () => {
    await fixture.start()
    const { client } = await fixture.connect()
    client.close(4321, 'bye')
    expect(await fixture.closes.next()).toEqual({ code: 4321, reason: 'bye', wasClean: true })
  })

  it('without a code is 1005 and clean, without a close frame 1006 and not', async () => {
    await fixture.start()
    const first = await fixture.connect()
    first.client.close()
    expect(await fixture.closes.next()).toEqual({ code: 1005, reason: '', wasClean: true })
    const second = await fixture.connect()
    second.client.terminate()
    expect(await fixture.closes.next()).toEqual({ code: 1006, reason: '', wasClean: false })
  })

  it('by the server comes after everything that was sent, and nothing comes after it', async () => {
    await fixture.start()
    const { client, connection, inbox } = await fixture.connect()
    const closed = closeOf(client)
    for (let number = 0; number < 100; number += 1) expect(connection.send('text', `${number}`)).toBe(true)
    connection.close(4001, 'enough')
    expect(connection.state).toBe('closing')
    expect(connection.send('text', 'late')).toBe(false)
    expect(await closed).toEqual({ code: 4001, reason: 'enough' })
    expect(inbox.size).toBe(100)
    expect(await fixture.closes.next()).toEqual({ code: 4001, reason: 'enough', wasClean: true })
    expect(connection.closed).toMatchObject({ code: 4001 })
  })

  it.each([
    [1005, { code: 1005, reason: '' }],
    [1006, { code: 1006, reason: '' }],
    [1015, { code: 1006, reason: '' }],
  ])('with %i, which can not be sent, is acted out', async (code, seen) => {
    await fixture.start()
    const { client, connection } = await fixture.connect()
    const closed = closeOf(client)
    connection.close(code, '')
    expect(await closed).toEqual(seen)
  })

  it('with a reason that is too long cuts it', async () => {
    await fixture.start()
    const { client, connection } = await fixture.connect()
    const closed = closeOf(client)
    connection.close(1000, 'ä'.repeat(100))
    expect((await closed).reason).toBe('ä'.repeat(61))
  })

  it('without a close frame is what terminate does', async () => {
    await fixture.start()
    const { client, connection } = await fixture.connect()
    const closed = closeOf(client)
    connection.terminate()
    expect(await closed).toEqual({ code: 1006, reason: '' })
  })

  it('that the client does not answer ends after the time limit', async () => {
    fixture = new ServerFixture({ closeTimeoutMs: 50 })
    await fixture.start()
    const { client, connection } = await fixture.connect()
    client.pause()
    connection.close(1000, '')
    expect(await fixture.closes.next()).toEqual({ code: 1006, reason: '', wasClean: false })
  })

  it('of a paused connection is answered, and what it had sent before is ignored', async () => {
    await fixture.start()
    const { client, connection } = await fixture.connect()
    connection.pauseReading('user')
    client.send('unread')
    const closed = closeOf(client)
    connection.close(4000, 'paused')
    expect(await closed).toEqual({ code: 4000, reason: 'paused' })
    expect(await fixture.closes.next()).toMatchObject({ code: 4000, wasClean: true })
    expect(fixture.messages.size).toBe(0)
  })
})

describe('a pause', () => {
  it('lasts until every reason is lifted', async () => {
    await fixture.start()
    const { client, connection } = await fixture.connect()
    connection.pauseReading('user')
    connection.pauseReading('backpressure')
    expect(connection.state).toBe('paused')
    client.send('waiting')
    connection.resumeReading('backpressure')
    expect(connection.state).toBe('paused')
    // A round trip on another connection shows that nothing was read on this one.
    const other = await fixture.connect()
    other.client.send('other')
    expect(await fixture.messages.next()).toMatchObject({ payload: 'other' })
    connection.resumeReading('user')
    expect(connection.state).toBe('open')
    expect(await fixture.messages.next()).toMatchObject({ payload: 'waiting' })
  })
})

describe('a client that the user has paused', () => {
  it.each([
    ['closes', (client: WebSocket) => client.close(4001, 'bye'), 4001],
    ['ends without a close frame', (client: WebSocket) => client.terminate(), 1006],
  ])('is gone at once when it %s; what it had sent is told first', async (_how, leave, code) => {
    await fixture.start()
    const { client, connection } = await fixture.connect()
    connection.pauseReading('user')
    client.send('one')
    client.ping('p')
    client.send('two', () => leave(client))
    expect(await fixture.closes.next()).toMatchObject({ code })
    expect(fixture.messages.size).toBe(3)
    const told = [await fixture.messages.next(), await fixture.messages.next(), await fixture.messages.next()]
    expect(told.map(({ type }) => type)).toEqual(['text', 'ping', 'text'])
    expect(told.at(-1)?.payload).toBe('two')
    expect(connection.state).toBe('closed')
  })

  it('gets no answer to its pings until it is read again, and every message in its order then', async () => {
    await fixture.start()
    const { client, connection } = await fixture.connect()
    const seen: string[] = []
    fixture.onMessage = (_connection, type) => seen.push(type)
    connection.pauseReading('user')
    let isAnswered = false
    const answered = once(client, 'pong').then(() => {
      isAnswered = true
    })
    client.ping('p')
    client.send('behind it')
    const other = await fixture.connect()
    other.client.send('other')
    expect(await fixture.messages.next()).toMatchObject({ payload: 'other' })
    expect([isAnswered, connection.summary([]).received]).toEqual([false, 0])
    connection.resumeReading('user')
    await answered
    expect(seen).toEqual(['text', 'ping', 'text'])
    expect(connection.summary([]).received).toBe(1)
  })

  it('that sends on and on is not read past a limit, and all of it is there after the pause', async () => {
    await fixture.start()
    const { client, connection } = await fixture.connect()
    connection.pauseReading('user')
    const count = 400
    for (let number = 0; number < count; number++) client.send(Buffer.alloc(65_536, number % 251))
    // The rest waits in the client: neither the kernel nor we take it.
    await expect.poll(() => client.bufferedAmount === 0).toBe(false)
    expect(fixture.messages.size).toBe(0)
    connection.resumeReading('user')
    for (let number = 0; number < count; number++) {
      const { payload } = await fixture.messages.next()
      expect(payload).toHaveLength(65_536)
      expect(payload[0]).toBe(number % 251)
    }
  })
})

/** `… 1.5 MiB were waiting for it` */
function mebibytesIn(text: string): number {
  return Number(/, ([\d.]+) MiB were waiting for it$/.exec(text)?.[1])
}

describe('a slow client', () => {
  it('is reported as behind, and as caught up once it reads', async () => {
    await fixture.start()
    const { client, connection, inbox } = await fixture.connect()
    client.pause()
    while (!connection.needsDrain) connection.send('binary', new Uint8Array(1_000_000))
    let caughtUp = false
    connection.whenDrained(() => {
      caughtUp = true
    })
    expect(caughtUp).toBe(false)
    client.resume()
    await fixture.drains.next()
    expect(caughtUp).toBe(true)
    expect(await inbox.next()).toHaveLength(1_000_000)
  })

  it('is closed with 1013 when too much waits for it', async () => {
    fixture = new ServerFixture({ slowClientBytes: 1_000_000, slowClientGraceMs: 0, closeTimeoutMs: 50 })
    await fixture.start()
    const { client, connection } = await fixture.connect()
    client.pause()
    const pump = setInterval(() => connection.send('binary', new Uint8Array(400_000)), 0)
    const { limit, text } = await fixture.limits.next()
    clearInterval(pump)
    expect(limit).toBe('slow-client')
    expect(mebibytesIn(text)).toBeGreaterThan(0.9)
    expect(await fixture.closes.next()).toEqual({
      code: 1013,
      reason: 'the client reads too slowly',
      wasClean: false,
    })
  })

  it('may take its time over a message that is larger than what may wait for long', async () => {
    fixture = new ServerFixture({ slowClientBytes: 3_000_000, slowClientGraceMs: 60_000 })
    await fixture.start()
    const { client, connection, inbox } = await fixture.connect()
    client.pause()
    connection.send('binary', new Uint8Array(11_000_000))
    connection.send('text', 'behind it')
    expect(connection.bufferedBytes).toBeGreaterThan(3_000_000)
    client.resume()
    expect(await inbox.next()).toHaveLength(11_000_000)
    expect(await inbox.next()).toBe('behind it')
    expect(connection.state).toBe('open')
  })

  it('gets no time at all for many times as much', async () => {
    fixture = new ServerFixture({ slowClientBytes: 100_000, slowClientGraceMs: 60_000, closeTimeoutMs: 50 })
    await fixture.start()
    const { client, connection } = await fixture.connect()
    client.pause()
    const pump = setInterval(() => connection.send('binary', new Uint8Array(400_000)), 0)
    expect(mebibytesIn((await fixture.limits.next()).text)).toBeGreaterThan(0.3)
    clearInterval(pump)
    expect(await fixture.closes.next()).toMatchObject({ code: 1013 })
  })
})

describe('faults on a connection', () => {
  it('delay messages without changing their order, and hold a close back behind them', async () => {
    await fixture.start()
    const { client, connection, inbox } = await fixture.connect()
    setFault({ latencyMs: { mean: 30 } })
    connection.send('text', 'late')
    fixture.faults.setFaults([])
    connection.send('text', 'behind it')
    const closed = closeOf(client)
    connection.close(1000, '')
    expect(connection.bufferedBytes).toBeGreaterThan(0)
    await closed
    expect([await inbox.next(), await inbox.next()]).toEqual(['late', 'behind it'])
  })

  it('drop and double messages, and count only what was written', async () => {
    await fixture.start()
    const { connection, inbox } = await fixture.connect()
    setFault({ drop: 1 })
    expect(connection.send('text', 'lost')).toMatchObject({ acts: [{ action: 'dropped' }] })
    setFault({ duplicate: 1 })
    expect(connection.send('text', 'twice')).toMatchObject({ acts: [{ action: 'duplicated' }] })
    expect([await inbox.next(), await inbox.next()]).toEqual(['twice', 'twice'])
    expect(connection.summary([]).sent).toBe(2)
    expect(fixture.sentBytes).toBe(10)
  })

  it('disconnect after so many messages with their code, and say so', async () => {
    await fixture.start()
    const { client, connection, inbox } = await fixture.connect()
    setFault({ disconnectAfter: 2, closeCode: 4007 })
    const closed = closeOf(client)
    expect(connection.send('text', 'one')).toMatchObject({ acts: [] })
    expect(connection.send('text', 'two')).toMatchObject({ acts: [{ action: 'disconnected', code: 4007 }] })
    expect(connection.send('text', 'three')).toBe(false)
    expect(await closed).toMatchObject({ code: 4007 })
    expect(inbox.size).toBe(2)
  })

  it.each([
    ['', false],
    [', compressed', true],
  ])(
    'cut the connection without a close frame where the code is 1006, behind what was sent%s',
    async (_, compression) => {
      await fixture.start({ compression })
      const { client, connection, inbox } = await fixture.connect('/', { perMessageDeflate: compression })
      setFault({ disconnectAfter: 3, closeCode: 1006 })
      const closed = closeOf(client)
      const texts = ['a', 'b', 'last'].map((text) => text.repeat(5000))
      for (const text of texts) connection.send('text', text)
      expect(connection.send('text', 'too late')).toBe(false)
      expect(await closed).toMatchObject({ code: 1006 })
      expect(inbox.size).toBe(3)
      expect([await inbox.next(), await inbox.next(), await inbox.next()]).toEqual(texts)
    },
  )

  it('cut the connection of a client that does not read after the time limit of a close', async () => {
    fixture = new ServerFixture({ closeTimeoutMs: 50 })
    await fixture.start({ compression: true })
    const { client, connection } = await fixture.connect('/', { perMessageDeflate: true })
    client.pause()
    setFault({ disconnectAfter: 1, closeCode: 1006 })
    connection.send('binary', randomBytes(12_000_000))
    expect(await fixture.closes.next()).toEqual({ code: 1006, reason: '', wasClean: false })
  })

  it('let a message be overtaken by the next one, by nothing for a second at most, and never lose it', async () => {
    await fixture.start()
    const { client, connection, inbox } = await fixture.connect()
    setFault({ reorder: 1 })
    connection.send('text', 'first')
    expect(connection.bufferedBytes).toBeGreaterThan(0)
    connection.send('text', 'second')
    expect([await inbox.next(), await inbox.next()]).toEqual(['second', 'first'])
    connection.send('text', 'alone')
    expect(await inbox.next()).toBe('alone')
    connection.send('text', 'before the end')
    const closed = closeOf(client)
    connection.close(1000, '')
    expect(await closed).toMatchObject({ code: 1000 })
    expect(await inbox.next()).toBe('before the end')
  })

  it('corrupt what this client gets, and leave it valid text', async () => {
    await fixture.start()
    const { connection, inbox } = await fixture.connect()
    setFault({ corrupt: 1 })
    connection.send('text', 'sound')
    const received = String(await inbox.next())
    expect(received).toHaveLength(5)
    expect([...received].filter((character) => character === '\u{fffd}')).toHaveLength(1)
  })

  it('let through only so many bytes a second', async () => {
    await fixture.start()
    const { connection, inbox } = await fixture.connect()
    setFault({ throttle: 1000 })
    const start = performance.now()
    for (const text of ['a', 'b', 'c']) connection.send('text', text.repeat(100))
    for (let count = 0; count < 3; count += 1) await inbox.next()
    expect(performance.now() - start).toBeGreaterThan(290)
  })

  it('leave a handshake unanswered for a while, and no longer than until the server stops', async () => {
    await fixture.start()
    setFault({ stallUpgradeMs: 60 })
    const start = performance.now()
    await fixture.connect()
    expect(performance.now() - start).toBeGreaterThan(58)
    const stalled = new Promise<void>((resolve) => {
      fixture.faults.onStalled(() => resolve())
    })
    setFault({ stallUpgradeMs: 600_000 })
    const failed = expect(fixture.connect()).rejects.toThrow('503')
    await stalled
    await fixture.server.stop(1001, '')
    await failed
  })
})

describe('pings', () => {
  it('that come without end from a client that does not read pile up nowhere, and the last is answered', async () => {
    await fixture.start()
    const { client, connection } = await fixture.connect()
    client.pause()
    const count = 100_000
    const last = 'the last one'.padEnd(125)
    for (let index = 1; index < count; index += 1) client.ping(`${index}`.padEnd(125))
    client.ping(last)
    for (let index = 0; index < count; index += 1) await fixture.messages.next()
    expect(connection.needsDrain).toBe(true)
    expect(connection.bufferedBytes).toBeLessThan(1024 * 1024)
    const answered = new Promise<void>((resolve) => {
      client.on('pong', (data) => {
        if (data.toString() === last) resolve()
      })
    })
    client.resume()
    await answered
    expect(connection.state).toBe('open')
  })
})
