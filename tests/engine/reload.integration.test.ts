import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type Mock, startMock } from '../engine-fixture'

let mock: Mock | undefined

afterEach(async () => {
  await mock?.dispose()
  mock = undefined
})

/** Answers with the version of the code in front. */
const version = (number: number): string => `
  import { defineHandler } from 'understudy'
  export default defineHandler({
    onMessage(ctx, msg) { if (msg.type === 'text') ctx.sendText('v${number} ' + msg.text) },
  })`

/** Sends numbered messages at a steady pace until told to stop. */
function sendSteadily(send: (text: string) => void, perSecond: number): { stop(): number } {
  let sent = 0
  const timer = setInterval(() => send(`m${sent++}`), 1000 / perSecond)
  return {
    stop() {
      clearInterval(timer)
      return sent
    },
  }
}

describe('a reload', () => {
  it('20 times under 100 messages/s: each is answered once, in order, on the same connection', async () => {
    mock = await startMock({ 'handlers/answer.ts': version(1) })
    const client = await mock.connect('/')
    const traffic = sendSteadily((text) => void client.send(text), 100)
    for (let number = 2; number <= 21; number++) {
      const status = await mock.save('handlers/answer.ts', version(number))
      expect(status).toMatchObject({ state: 'live', reload: number })
    }
    const sent = traffic.stop()
    await client.send('last')
    const answers = await client.take(sent + 1)
    expect(answers.map((answer) => String(answer).split(' ')[1])).toEqual([
      ...Array.from({ length: sent }, (_, index) => `m${index}`),
      'last',
    ])
    const versions = answers.map((answer) => Number(String(answer).slice(1).split(' ')[0]))
    expect(versions).toEqual([...versions].sort((a, b) => a - b))
    expect(versions.at(-1)).toBe(21)
    expect(client.isOpen).toBe(true)
    expect(client.unread).toEqual([])
  })

  it('waits for a callback that is under way: its connection changes over after it, others at once', async () => {
    mock = await startMock({
      'handlers/slow.ts': `
        import { defineHandler } from 'understudy'
        let release = () => {}
        const gate = new Promise<void>((resolve) => { release = resolve })
        export default defineHandler({
          actions: { release: () => release() },
          async onMessage(ctx, msg) {
            if (msg.type !== 'text') return
            ctx.sendText('old got ' + msg.text)
            if (msg.text === 'wait') { await ctx.drain(); await gate }
            if (msg.text === 'release') release()
            ctx.sendText('old did ' + msg.text)
          },
        })`,
    })
    const [slow, other] = [await mock.connect('/'), await mock.connect('/')]
    await slow.send('wait')
    expect(await slow.next()).toBe('old got wait')
    await mock.save('handlers/slow.ts', version(2))
    await slow.send('after')
    await other.send('x')
    expect(await other.next()).toBe('v2 x')
    // Old code has four more seconds; nothing can release it now, so its connection is taken over then.
    expect(await slow.next()).toBe('v2 after')
    const said = mock.console.map((line) => line.text).join('\n')
    expect(said).toContain('was interrupted')
  })

  it('calls onReload once per open connection, and keeps metadata, rooms and state', async () => {
    const handler = (number: number): string => `
      import { defineHandler } from 'understudy'
      export default defineHandler({
        onConnect(ctx) {
          ctx.joinRoom('lobby')
          ctx.setMetadata('seen', ${number})
          ctx.server.state.set('visits', Number(ctx.server.state.get('visits') ?? 0) + 1)
          ctx.sendText('connected to v${number}')
        },
        onReload(ctx) {
          ctx.sendJson({
            version: ${number},
            rooms: [...ctx.getRooms()],
            members: ctx.getRoomMembers('lobby').length,
            seen: ctx.getMetadata('seen'),
            visits: ctx.server.state.get('visits'),
          })
        },
        onMessage(ctx, msg) { if (msg.type === 'text') ctx.sendText('v${number} ' + msg.text) },
      })`
    mock = await startMock({ 'handlers/keep.ts': handler(1) })
    const clients = [await mock.connect('/'), await mock.connect('/')]
    for (const client of clients) expect(await client.next()).toBe('connected to v1')
    await mock.save('handlers/keep.ts', handler(2))
    for (const client of clients) {
      const kept = JSON.parse(String(await client.next()))
      expect(kept).toEqual({ version: 2, rooms: ['lobby'], members: 2, seen: 1, visits: 2 })
      await client.send('x')
      expect(await client.next()).toBe('v2 x')
      expect(client.unread).toEqual([])
    }
  })

  it('ends the timers of the old code', async () => {
    const ticking = (number: number): string => `
      import { defineHandler } from 'understudy'
      export default defineHandler({
        onConnect(ctx) { setInterval(() => ctx.sendText('tick of v${number}'), 5) },
        onMessage(ctx, msg) { if (msg.type === 'text') ctx.sendText('v${number} ' + msg.text) },
      })`
    mock = await startMock({ 'handlers/tick.ts': ticking(1) })
    const client = await mock.connect('/')
    expect(await client.next()).toBe('tick of v1')
    await mock.save('handlers/tick.ts', ticking(2))
    const answer = async (text: string): Promise<string[]> => {
      await client.send(text)
      const before: string[] = []
      for (;;) {
        const message = String(await client.next())
        if (message === `v2 ${text}`) return before
        before.push(message)
      }
    }
    // What the old code had sent is still on its way before the first answer, never behind it.
    await answer('first')
    for (let turn = 0; turn < 20; turn++) expect(await answer(`m${turn}`)).toEqual([])
  })

  it('removes what it compiled for code that is gone', async () => {
    mock = await startMock({ 'handlers/answer.ts': version(1) }, { supervision: { stopGraceMs: 0 } })
    const compiled = join(mock.folder, 'compiled')
    for (let number = 2; number <= 5; number++) await mock.save('handlers/answer.ts', version(number))
    const current = await mock.connect('/')
    await expect.poll(async () => (await readdir(join(compiled, 'handlers'))).length).toBe(1)
    await current.send('x')
    expect(await current.next()).toBe('v5 x')
  })

  it('keeps the old code on a syntax error, and says where it is', async () => {
    mock = await startMock({ 'handlers/answer.ts': version(1) })
    const client = await mock.connect('/')
    const status = await mock.save('handlers/answer.ts', "import { x } from 'understudy'\nexport default {{")
    expect(status).toMatchObject({ state: 'error', reload: 2, previousLive: true })
    expect(status.state === 'error' && status.problems[0]?.location).toMatchObject({
      file: 'handlers/answer.ts',
      line: 2,
    })
    await client.send('still')
    expect(await client.next()).toBe('v1 still')
    expect(await mock.save('handlers/answer.ts', version(2))).toMatchObject({ state: 'live', reload: 2 })
  })

  it('keeps the old code when the new one throws, exits or loops while it loads', async () => {
    mock = await startMock({ 'handlers/answer.ts': version(1) }, { supervision: { loadTimeoutMs: 1500 } })
    const client = await mock.connect('/')
    const endings = [
      { code: "throw new Error('not today')", says: 'not today' },
      { code: 'process.exit(3)', says: 'process.exit(3)' },
      { code: 'for (;;) {}', says: 'did not finish loading within 1.5 s' },
      { code: 'await new Promise(() => {})', says: 'did not finish loading within 1.5 s' },
    ]
    for (const { code, says } of endings) {
      const status = await mock.save('handlers/answer.ts', `${code}\n${version(2)}`)
      expect(status).toMatchObject({ state: 'error', previousLive: true })
      expect(status.state === 'error' && status.problems[0]?.message).toContain(says)
      await client.send('still')
      expect(await client.next()).toBe('v1 still')
    }
  })

  it('changes which handlers an open connection is said to have', async () => {
    mock = await startMock({ 'handlers/a.ts': version(1) })
    const client = await mock.connect('/')
    expect(mock.engine.connection(mock.idOf(client))?.handlers).toEqual(['a.ts'])
    await mock.save('handlers/b.ts', version(2))
    await client.send('x')
    expect(await client.take(2)).toEqual(['v1 x', 'v2 x'])
    expect(mock.engine.connection(mock.idOf(client))?.handlers).toEqual(['a.ts', 'b.ts'])
  })

  it('to no handlers leaves connections open and answers nothing', async () => {
    mock = await startMock({ 'handlers/a.ts': version(1) })
    const client = await mock.connect('/')
    expect(await mock.engine.load(null, 'not-trusted')).toEqual({ state: 'none', reason: 'not-trusted' })
    await expect(mock.connect('/')).rejects.toThrow('404')
    await client.send('lost')
    expect(await mock.load()).toMatchObject({ state: 'live' })
    await client.send('found')
    expect(await client.next()).toBe('v1 found')
  })
})
