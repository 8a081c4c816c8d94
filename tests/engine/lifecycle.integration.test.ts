import { readdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { trafficFilterSchema } from '../../src/shared/model/traffic'
import { serverSettingsSchema } from '../../src/shared/model/workspace'
import { type Mock, startMock } from '../engine-fixture'

let mock: Mock | undefined

afterEach(async () => {
  await mock?.dispose()
  mock = undefined
})

const rooms = `
  import { defineHandler } from 'understudy'
  export default defineHandler({
    onConnect(ctx) { ctx.joinRoom('lobby'); ctx.sendText('in') },
    onMessage(ctx, msg) {
      if (msg.type === 'text') ctx.sendJson({ rooms: ctx.getRooms(), color: ctx.getMetadata('color') ?? null })
    },
    onDisconnect(ctx, close) { console.log('gone with', close.code) },
    actions: {
      bell(server, input) { server.broadcastToRoom('lobby', 'ding ' + JSON.stringify(input)) },
      fail() { throw new Error('no bell') },
    },
  })`

describe('stopping', () => {
  it('closes clients with 1001, lets onDisconnect run, and can start again', async () => {
    mock = await startMock({ 'handlers/rooms.ts': rooms })
    const client = await mock.connect('/')
    const farewell = mock.nextConsole((line) => line.text === 'gone with 1001')
    await mock.engine.stop()
    expect(await client.closed).toMatchObject({ code: 1001 })
    await farewell
    expect(mock.engine.serverStatus).toEqual({ state: 'stopped' })
    expect([mock.engine.connections(), mock.engine.rooms()]).toEqual([[], []])
    await mock.engine.start(serverSettingsSchema.parse({ port: 0 }))
    const again = await mock.connect('/')
    expect(await again.next()).toBe('in')
    // Ids are never used twice.
    expect(mock.idOf(again)).toBe('c2')
  })

  it('says that the port is taken, and by what status', async () => {
    mock = await startMock({ 'handlers/rooms.ts': rooms })
    const second = await startMock({ 'handlers/rooms.ts': rooms })
    await second.engine.stop()
    const port = Number(new URL(mock.url).port)
    const starting = second.engine.start(serverSettingsSchema.parse({ port }))
    await expect(starting).rejects.toMatchObject({ code: 'port-taken' })
    expect(second.engine.serverStatus).toMatchObject({ state: 'failed', code: 'port-taken' })
    await second.dispose()
  })

  it('does not listen twice when it is started twice at once', async () => {
    mock = await startMock({ 'handlers/rooms.ts': rooms })
    const { engine } = mock
    await engine.stop()
    const settings = serverSettingsSchema.parse({ port: 0 })
    const [first, second] = await Promise.allSettled([engine.start(settings), engine.start(settings)])
    expect(first.status).toBe('fulfilled')
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'bad-request' } })
  })

  it('counts although it comes while the server is still starting', async () => {
    mock = await startMock({ 'handlers/rooms.ts': rooms })
    const { engine } = mock
    await engine.stop()
    // A certificate has to be made first.
    const starting = engine.start(serverSettingsSchema.parse({ port: 0, tls: true }))
    await Promise.all([starting, engine.stop()])
    expect(engine.serverStatus).toEqual({ state: 'stopped' })
  })

  it('does not undo a start that comes while handlers still say goodbye', async () => {
    const slow = 'export default { onDisconnect: () => new Promise((resolve) => setTimeout(resolve, 400)) }'
    mock = await startMock({ 'handlers/slow.ts': slow })
    const { engine } = mock
    const client = await mock.connect('/')
    const stopping = engine.stop()
    await client.closed
    await engine.start(serverSettingsSchema.parse({ port: 0 }))
    await stopping
    expect(engine.serverStatus.state).toBe('running')
    expect((await mock.connect('/')).isOpen).toBe(true)
  })

  it.runIf(process.platform === 'linux')('leaves no thread and no file behind', async () => {
    const threads = async (): Promise<number> => (await readdir('/proc/self/task')).length
    mock = await startMock({ 'handlers/rooms.ts': rooms })
    const first = await threads()
    await mock.dispose()
    const none = await threads()
    expect(none).toBeLessThan(first)
    mock = await startMock({ 'handlers/rooms.ts': rooms })
    for (let reload = 0; reload < 5; reload++) await mock.save('handlers/rooms.ts', rooms)
    const { folder } = mock
    await mock.dispose()
    expect(await threads()).toBe(none)
    expect(await readdir(dirname(folder))).not.toContain(folder)
  })
})

describe('the user', () => {
  it('sends, joins, leaves, sets metadata and broadcasts; handlers know, and rows have the origin user', async () => {
    mock = await startMock({ 'handlers/rooms.ts': rooms })
    const { engine } = mock
    const client = await mock.connect('/')
    await client.next()
    const id = mock.idOf(client)
    engine.send(id, { type: 'text', text: 'by hand' })
    engine.send(id, { type: 'binary', data: new Uint8Array([1, 2]) })
    expect(await client.take(2)).toEqual(['by hand', Buffer.from([1, 2])])
    engine.join(id, 'vip')
    engine.leave(id, 'lobby')
    engine.setMetadata(id, 'color', 'red')
    await client.send('?')
    expect(JSON.parse(String(await client.next()))).toEqual({ rooms: ['vip'], color: 'red' })
    engine.broadcast('vip', { type: 'text', text: 'to all' })
    expect(await client.next()).toBe('to all')
    const filter = trafficFilterSchema.parse({ origins: ['user'] })
    const { newest } = await engine.capture.filter(filter)
    expect(newest.map((row) => row.preview)).toContain('to all')
    expect(newest).toHaveLength(3)
    engine.close(id, 4001, 'enough')
    expect(await client.closed).toEqual({ code: 4001, reason: 'enough' })
  })

  it('drops a connection without a close frame, and closes a whole room', async () => {
    mock = await startMock({ 'handlers/rooms.ts': rooms })
    const [a, b, c] = [await mock.connect('/'), await mock.connect('/'), await mock.connect('/')]
    for (const client of [a, b, c]) await client.next()
    mock.engine.drop(mock.idOf(a))
    expect(await a.closed).toMatchObject({ code: 1006 })
    mock.engine.closeRoom('lobby')
    expect(await b.closed).toMatchObject({ code: 1000 })
    expect(await c.closed).toMatchObject({ code: 1000 })
  })

  it('is told which connection is closed already', async () => {
    mock = await startMock({ 'handlers/rooms.ts': rooms })
    const { engine } = mock
    expect(() => engine.send('c77', { type: 'text', text: '' })).toThrow('c77')
    expect(() => engine.broadcast('nobody', { type: 'text', text: '' })).toThrow('nobody')
  })

  it('runs actions, with their errors', async () => {
    mock = await startMock({ 'handlers/rooms.ts': rooms })
    const client = await mock.connect('/')
    await client.next()
    await mock.engine.runAction('rooms.ts', 'bell', { loud: true })
    expect(await client.next()).toBe('ding {"loud":true}')
    await expect(mock.engine.runAction('rooms.ts', 'fail')).rejects.toThrow('no bell')
    await expect(mock.engine.runAction('rooms.ts', 'none')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('holds up a client by pausing it', async () => {
    mock = await startMock({ 'handlers/rooms.ts': rooms })
    const client = await mock.connect('/')
    await client.next()
    const id = mock.idOf(client)
    mock.engine.setPaused(id, true)
    expect(mock.engine.connection(id)?.state).toBe('paused')
    await client.send('?')
    mock.engine.send(id, { type: 'text', text: 'still written to' })
    expect(await client.next()).toBe('still written to')
    expect(mock.engine.connection(id)?.received).toBe(0)
    mock.engine.setPaused(id, false)
    expect(await client.next()).toContain('lobby')
  })
})

describe('a path that nothing serves', () => {
  const gate = `
    import { defineHandler } from 'understudy'
    export default defineHandler({ handlesPath: '/only/here' })`

  it('is refused with 404, naming what is served', async () => {
    mock = await startMock({ 'handlers/gate.ts': gate })
    const refused = new Promise((resolve) => mock?.engine.events.on('refused', resolve))
    await expect(mock.connect('/else')).rejects.toThrow('404')
    expect(await refused).toMatchObject({ path: '/else', status: 404 })
    expect(mock.engine.stats().refused).toBe(1)
  })

  it('is accepted, or echoed, if the workspace says so', async () => {
    mock = await startMock({ 'handlers/gate.ts': gate }, { server: { unmatchedPath: 'echo' } })
    const client = await mock.connect('/else')
    await client.send('hello')
    expect(await client.next()).toBe('hello')
    mock.engine.configure(serverSettingsSchema.parse({ port: 0, unmatchedPath: 'accept' }))
    const silent = await mock.connect('/else')
    await silent.send('hello')
    mock.engine.send(mock.idOf(silent), { type: 'text', text: 'only this' })
    expect(await silent.next()).toBe('only this')
  })
})

describe('the state of the workspace', () => {
  it('is shared between handlers and the user, both ways', async () => {
    mock = await startMock({
      'handlers/state.ts': `
        import { defineHandler } from 'understudy'
        export default defineHandler({
          onMessage(ctx, msg) {
            if (msg.type !== 'text') return
            if (msg.text !== 'read') ctx.server.state.set('last', msg.text)
            ctx.sendJson(ctx.server.state.keys().map((key) => [key, ctx.server.state.get(key)]))
          },
        })`,
    })
    const client = await mock.connect('/')
    await client.send('one')
    await client.next()
    expect(mock.engine.state).toEqual({ last: 'one' })
    mock.engine.setState('mine', { deep: [1] })
    mock.engine.setState('last', undefined)
    await client.send('read')
    expect(JSON.parse(String(await client.next()))).toEqual([['mine', { deep: [1] }]])
  })
})
