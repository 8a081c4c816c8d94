import { afterEach, describe, expect, it } from 'vitest'
import { trafficFilterSchema } from '../../src/shared/model/traffic'
import { type Mock, startMock } from '../engine-fixture'

/** Handler code that misbehaves in every way a worker can die of. No connection may notice. */

let mock: Mock | undefined

afterEach(async () => {
  await mock?.dispose()
  mock = undefined
})

/** Echoes; the misdeed is what `bad` does. */
const echoBut = (bad: string): string => `
  import { defineHandler } from 'understudy'; import { kill } from 'node:process'
  export default defineHandler({
    async onMessage(ctx, msg) {
      if (msg.type !== 'text') return
      if (msg.text === 'bad') {
        ${bad}
      }
      ctx.sendText('echo ' + msg.text)
    },
  })`

const misdeeds = [
  { name: 'an endless loop', bad: 'for (;;) {}', reason: 'blocked for 1 s', line: 7 },
  { name: 'process.exit', bad: 'process.exit(7)', reason: 'process.exit(7)', line: 7 },
  {
    name: 'a signal to its own process',
    bad: 'process.kill(process.pid)',
    reason: `process.kill(${process.pid}, "SIGTERM")`,
    line: 7,
  },
  {
    name: 'a signal that no process survives, to all of its group',
    bad: 'kill(0, 9)',
    reason: 'process.kill(0, 9)',
    line: 7,
  },
  { name: 'process.abort', bad: 'process.abort()', reason: 'process.abort()', line: 7 },
  {
    name: 'a heap that grows without end',
    bad: 'const hoard = []; for (;;) hoard.push(new Array(1000).fill(hoard.length))',
    reason: 'out of memory (64 MB)',
    line: null,
  },
]

describe.each(misdeeds)('a handler with $name', ({ bad, reason, line }) => {
  it('costs nobody a connection; others are served again, and it is said what happened and where', async () => {
    mock = await startMock({ 'handlers/echo.ts': echoBut(bad) }, { supervision: { heapLimitMb: 64 } })
    const [culprit, other] = [await mock.connect('/'), await mock.connect('/')]
    await culprit.send('one')
    expect(await culprit.next()).toBe('echo one')
    const restarted = mock.nextStatus((status) => status.state === 'restarted')
    const said = mock.nextConsole((line) => line.text.startsWith('The handlers were restarted'))
    await culprit.send('bad')
    await culprit.send('after')
    await other.send('a')
    await other.send('b')
    expect(await other.take(2)).toEqual(['echo a', 'echo b'])
    expect(await culprit.next()).toBe('echo after')
    expect([culprit.isOpen, other.isOpen]).toEqual([true, true])
    const location = line === null ? null : { file: 'handlers/echo.ts', line }
    expect(await restarted).toMatchObject({ reason, location })
    const { text } = await said
    expect(text).toContain(reason)
    expect(text).toContain('handlers/echo.ts')
    expect(mock.engine.stats().restarts).toBe(1)
    // Nothing was answered twice.
    await other.send('end')
    expect(await other.next()).toBe('echo end')
    expect(culprit.unread).toEqual([])
  })

  it('has the blamed message reported as failed, with the reason on its row', async () => {
    mock = await startMock({ 'handlers/echo.ts': echoBut(bad) }, { supervision: { heapLimitMb: 64 } })
    const client = await mock.connect('/')
    await client.send('bad')
    await client.send('after')
    expect(await client.next()).toBe('echo after')
    const { newest: rows } = await mock.engine.capture.filter(trafficFilterSchema.parse({}))
    const blamed = rows.find((row) => row.preview === 'bad')
    const failure = rows.find((row) => row.kind === 'handler-error')
    expect(failure).toMatchObject({ cause: blamed?.seq, connectionId: blamed?.connectionId })
    expect(failure?.preview).toContain('the message that was being handled was dropped')
  })
})

describe('an error thrown late, in a timer', () => {
  it('costs nobody a connection and is shown with its line', async () => {
    mock = await startMock({
      'handlers/echo.ts': echoBut("setTimeout(() => { throw new Error('too late') }, 0)"),
    })
    const client = await mock.connect('/')
    const restarted = mock.nextStatus((status) => status.state === 'restarted')
    await client.send('bad')
    expect(await client.next()).toBe('echo bad')
    expect(await restarted).toMatchObject({
      reason: 'uncaught error: too late',
      location: { file: 'handlers/echo.ts', line: 7 },
    })
    await client.send('after')
    expect(await client.next()).toBe('echo after')
  })
})

describe('a regular expression that never ends', () => {
  it('costs nobody a connection', async () => {
    mock = await startMock({ 'handlers/echo.ts': echoBut("/^(a+)+$/.test('a'.repeat(40) + '!')") })
    const client = await mock.connect('/')
    const restarted = mock.nextStatus((status) => status.state === 'restarted')
    await client.send('bad')
    await client.send('after')
    expect(await client.next()).toBe('echo after')
    expect(await restarted).toMatchObject({ reason: 'blocked for 1 s' })
  })
})

describe('a handler that blocks after an await', () => {
  it('is found out the second time, so that the handlers do not have to pause', async () => {
    mock = await startMock(
      {
        'handlers/echo.ts': echoBut('await null; await new Promise((go) => setTimeout(go, 1)); for (;;) {}'),
      },
      { supervision: { receiptTimeoutMs: 300 } },
    )
    const [culprit, other] = [await mock.connect('/'), await mock.connect('/')]
    await culprit.send('bad')
    await culprit.send('after')
    expect(await culprit.next()).toBe('echo after')
    await other.send('a')
    expect(await other.next()).toBe('echo a')
    const ends = mock.statuses.filter((status) => status.state === 'restarted')
    expect(ends).toHaveLength(2)
    expect(ends[0]).toMatchObject({ location: { file: 'handlers/echo.ts', line: 7 } })
  })
})

describe('handlers that end again and again', () => {
  it('pause after three times, say so, and go on with a reload: messages that waited are answered', async () => {
    mock = await startMock({ 'handlers/echo.ts': echoBut('process.exit(0)') })
    const client = await mock.connect('/')
    const paused = mock.nextStatus((status) => status.state === 'paused')
    for (const text of ['bad', 'bad', 'bad', 'waits']) await client.send(text)
    expect(await paused).toMatchObject({ reason: 'process.exit 3 times' })
    expect(client.isOpen).toBe(true)
    await client.send('waits too')
    expect(await mock.save('handlers/echo.ts', echoBut('return'))).toMatchObject({ state: 'live', reload: 2 })
    expect(await client.take(2)).toEqual(['echo waits', 'echo waits too'])
  })

  it('keep a handshake waiting until they run again', async () => {
    mock = await startMock({ 'handlers/echo.ts': echoBut('process.exit(0)') })
    const client = await mock.connect('/')
    const paused = mock.nextStatus((status) => status.state === 'paused')
    for (let end = 1; end <= 3; end++) await client.send('bad')
    await paused
    const late = mock.connect('/')
    await mock.save('handlers/echo.ts', echoBut('return'))
    const second = await late
    await second.send('hello')
    expect(await second.next()).toBe('echo hello')
  })
})

describe('a handler that posts what is no command', () => {
  it('is not listened to: the engine hears what its own runtime says only', async () => {
    mock = await startMock({
      'handlers/bad.ts': `
        import { parentPort } from 'node:worker_threads'
        export default {
          onMessage(ctx, msg) {
            if (msg.text === 'bad') parentPort.postMessage({ type: 'batch', items: [999, 1, 2] })
            else ctx.sendText(msg.text)
          },
        }`,
    })
    const client = await mock.connect('/')
    client.send('bad')
    client.send('good')
    expect(await client.next()).toBe('good')
    expect(mock.statuses.map(({ state }) => state)).not.toContain('restarted')
  })
})

describe('a timer of the handlers that loops', () => {
  it('is noticed although no message comes', async () => {
    mock = await startMock({ 'handlers/echo.ts': echoBut('setTimeout(() => { for (;;) {} }, 0)') })
    const client = await mock.connect('/')
    const restarted = mock.nextStatus((status) => status.state === 'restarted')
    await client.send('bad')
    expect(await client.next()).toBe('echo bad')
    expect(await restarted).toMatchObject({ reason: 'blocked for 1 s' })
    await client.send('after')
    expect(await client.next()).toBe('echo after')
  })
})

describe('a handler that waits', () => {
  it('may wait far longer than the limit for blocked code', async () => {
    mock = await startMock(
      { 'handlers/echo.ts': echoBut('await new Promise((resolve) => setTimeout(resolve, 1500))') },
      { supervision: { receiptTimeoutMs: 400 } },
    )
    const [slow, other] = [await mock.connect('/'), await mock.connect('/')]
    await slow.send('bad')
    await slow.send('next')
    await other.send('meanwhile')
    expect(await other.next()).toBe('echo meanwhile')
    expect(await slow.take(2)).toEqual(['echo bad', 'echo next'])
    expect(mock.statuses.map((status) => status.state)).not.toContain('restarted')
  })

  it('is not run again when it had answered before its worker ended', async () => {
    mock = await startMock({
      'handlers/two.ts': `
        import { defineHandler } from 'understudy'
        export default defineHandler({
          async onMessage(ctx, msg) {
            if (msg.type !== 'text') return
            if (msg.text === 'exit') process.exit(0)
            ctx.sendText(msg.text + ' begins')
            if (msg.text === 'slow') await new Promise(() => {})
            ctx.sendText(msg.text + ' ends')
          },
        })`,
    })
    const [slow, other] = [await mock.connect('/'), await mock.connect('/')]
    await slow.send('slow')
    expect(await slow.next()).toBe('slow begins')
    const said = mock.nextConsole((line) => line.text.includes('was interrupted'))
    await other.send('exit')
    await slow.send('quick')
    expect(await slow.take(2)).toEqual(['quick begins', 'quick ends'])
    expect((await said).text).toContain('it had already acted')
  })
})

describe('code that looks at its surroundings', () => {
  it('finds no environment, and what it prints reaches the console, not our own output', async () => {
    mock = await startMock({
      'handlers/env.ts': `
        import { defineHandler } from 'understudy'
        export default defineHandler({
          onMessage(ctx) {
            ctx.sendText(Object.keys(process.env).join(' '))
            process.stdout.write('printed\\n')
          },
        })`,
    })
    const client = await mock.connect('/')
    const printed = mock.nextConsole((line) => line.text === 'printed')
    await client.send('?')
    expect(await client.next()).toBe('')
    expect((await printed).level).toBe('info')
  })
})
