import { readdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { samplesFolder, serve, workspace } from './serve-process'

const echo = (word = 'echo') => `
  import { defineHandler } from 'understudy'
  export default defineHandler({
    onMessage(ctx, msg) { if (msg.type === 'text') ctx.sendText('${word} ' + msg.text) },
    onDisconnect(ctx, close) { ctx.log('gone', close.code) },
  })`

/** A port that somebody else listens on. */
async function takenPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The port is unknown')
  return address.port
}

describe('serve', () => {
  it('serves the Chat sample without a workspace, and says on stdout only where', async () => {
    const server = serve([])
    const client = await server.connect('/any/path')
    expect(await client.next()).toMatch(/^Welcome, c1/)
    expect(server.lines).toHaveLength(1)
    expect(server.lines[0]).toMatch(/^listening ws:\/\/127\.0\.0\.1:\d+$/)
    expect(server.errorText).toContain('Live · reload #1')
  })

  it('takes the workspace from where it was typed, and trusts a sample by its path', async () => {
    const server = serve([join('samples', 'live-prices')], { cwd: dirname(samplesFolder) })
    const client = await server.connect('/ws/prices')
    expect(JSON.parse(String(await client.next()))).toEqual({ market: 'calm' })
  })

  it('closes every client with 1001 when it is stopped, lets onDisconnect finish, and ends with 0', async () => {
    const folder = await workspace({ 'handlers/a.ts': echo() })
    const server = serve([folder, '--trust', '--json'])
    const clients = [await server.connect(), await server.connect()]
    server.signal('SIGINT')
    for (const client of clients) expect((await client.closed).code).toBe(1001)
    expect(await server.exited).toBe(0)
    const logged = server.events.filter((event) => event.event === 'console').map((event) => event.text)
    expect(logged).toEqual(['gone 1001', 'gone 1001'])
    expect(server.events.at(-1)).toMatchObject({ event: 'stopped' })
  })

  it('ends at once when it is asked twice', async () => {
    const folder = await workspace({
      'handlers/a.ts': `export default { onDisconnect: () => new Promise(() => setInterval(() => {}, 1000)) }`,
    })
    const server = serve([folder, '--trust', '--json'])
    const client = await server.connect()
    // It does not answer the close frame and onDisconnect never settles: a clean end has to wait for both.
    client.socket.pause()
    server.signal('SIGINT')
    // A person who presses it again and again; what comes at once counts as the same wish.
    const impatience = setInterval(() => server.signal('SIGTERM'), 100)
    expect(await server.exited).toBe(0)
    clearInterval(impatience)
    expect(server.events.map(({ event }) => event)).not.toContain('stopped')
  })

  it('leaves no compiled handlers behind', async () => {
    const folder = await workspace({})
    const server = serve([], { env: { TMPDIR: folder, TEMP: folder, TMP: folder } })
    await server.connect()
    expect(await readdir(folder)).toHaveLength(1)
    server.signal('SIGTERM')
    expect(await server.exited).toBe(0)
    expect(await readdir(folder)).toEqual([])
  })

  it('prints connections, messages both ways, refusals and logs as JSON', async () => {
    const folder = await workspace({
      'understudy.json': '{ "server": { "allowedOrigins": [] } }',
      'handlers/a.ts': echo().replace('defineHandler({', "defineHandler({ handlesPath: '/ws', "),
    })
    const server = serve([folder, '--trust', '--json'])
    const client = await server.connect('/ws?a=1', { protocols: ['v1'] })
    client.send('hi')
    expect(await client.next()).toBe('echo hi')
    client.send(Buffer.from([1, 2]))
    await expect(server.connect('/elsewhere')).rejects.toThrow('404')
    client.close(4000, 'bye')
    await server.event('console')
    const events = server.events.map(({ at: _at, ...event }) => event)
    expect(events).toContainEqual({
      event: 'connection-opened',
      connection: 'c1',
      path: '/ws',
      query: 'a=1',
      remoteAddress: expect.stringContaining('127.0.0.1'),
      subprotocol: 'v1',
    })
    const message = { event: 'message', connection: 'c1' }
    expect(events).toContainEqual({
      ...message,
      direction: 'from-client',
      from: 'client',
      size: 2,
      text: 'hi',
    })
    expect(events).toContainEqual({
      ...message,
      direction: 'to-client',
      from: 'handler',
      size: 7,
      text: 'echo hi',
    })
    expect(events).toContainEqual({
      ...message,
      direction: 'from-client',
      from: 'client',
      size: 2,
      base64: 'AQI=',
    })
    expect(events).toContainEqual(
      expect.objectContaining({ event: 'connection-refused', path: '/elsewhere', status: 404 }),
    )
    expect(events).toContainEqual({ event: 'connection-closed', connection: 'c1', code: 4000, reason: 'bye' })
    expect(events).toContainEqual(
      expect.objectContaining({ event: 'console', level: 'info', text: 'gone 4000' }),
    )
  })

  it('loads a changed handler on the open connection with --watch', async () => {
    const folder = await workspace({ 'handlers/a.ts': echo('old') })
    const server = serve([folder, '--trust', '--watch', '--json'])
    const client = await server.connect()
    client.send('1')
    expect(await client.next()).toBe('old 1')
    await writeFile(join(folder, 'handlers/a.ts'), echo('new'))
    await server.event('handler-status', ({ status }) => JSON.stringify(status).includes('"live","reload":2'))
    client.send('2')
    expect(await client.next()).toBe('new 2')
  })

  it('keeps serving with --watch when a file gets a fault, and names its place', async () => {
    const folder = await workspace({ 'handlers/a.ts': echo(), 'understudy.json': '{}' })
    const server = serve([folder, '--trust', '--watch'])
    const client = await server.connect()
    await writeFile(join(folder, 'understudy.json'), '{ "server": { "prot": 1 } }')
    await server.until(() => server.errorText.includes('server.prot: unknown setting') || undefined)
    await writeFile(join(folder, 'handlers/a.ts'), 'export default {\n  onMessage( {\n}')
    await server.until(() => /handlers\/a\.ts:\d+:\d+: /.test(server.errorText) || undefined)
    client.send('still')
    expect(await client.next()).toBe('echo still')
  })

  it('chooses a scenario', async () => {
    const folder = await workspace({
      'understudy.json': JSON.stringify({
        scenarios: [{ name: 'Other', handlers: { disabled: ['handlers/a.ts'] } }],
        handlers: { disabled: ['handlers/b.ts'] },
      }),
      'handlers/a.ts': echo('a'),
      'handlers/b.ts': echo('b'),
    })
    const client = await serve([folder, '--trust', '--scenario', 'Other']).connect()
    client.send('1')
    expect(await client.next()).toBe('b 1')
  })

  it('needs no trust for a folder without handlers', async () => {
    const folder = await workspace({ 'understudy.json': '{ "server": { "unmatchedPath": "echo" } }' })
    const client = await serve([folder]).connect()
    client.send('same')
    expect(await client.next()).toBe('same')
  })
})

describe('serve refuses', () => {
  async function ended(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const server = serve(args, { env })
    return { code: await server.exited, said: server.errorText, out: server.lines }
  }

  it('a folder that does not exist: 1', async () => {
    const { code, said, out } = await ended(['no-such-folder'])
    expect(code).toBe(1)
    expect(said).toMatch(/no-such-folder does not exist/)
    expect(out).toEqual([])
  })

  it('a settings file with a fault: 1, with the place in it', async () => {
    const folder = await workspace({
      'understudy.json': '{ "passthrough": [{ "name": "a", "upstream": "x" }] }',
    })
    const { code, said } = await ended([folder])
    expect(code).toBe(1)
    expect(said).toContain('passthrough[0].upstream: not a ws:// or wss:// URL')
  })

  it('handlers that do not compile: 1, with file, line and column', async () => {
    const folder = await workspace({ 'handlers/a.ts': 'export default {\n  onMessage( {\n}' })
    const { code, said } = await ended([folder, '--trust'])
    expect(code).toBe(1)
    expect(said).toMatch(/handlers\/a\.ts:\d+:\d+: /)
  })

  it('to run the handlers of a folder that is not trusted: 1, with the way out', async () => {
    const folder = await workspace({ 'handlers/a.ts': echo() })
    const { code, said } = await ended([folder])
    expect(code).toBe(1)
    expect(said).toContain(basename(folder))
    expect(said).toContain('--trust')
  })

  it('bad usage: 2', async () => {
    expect((await ended(['--prot', '1'])).code).toBe(2)
    const unknown = await ended(['--scenario', 'Sad'])
    expect(unknown.code).toBe(2)
    expect(unknown.said).toContain('choose one of "Good connection", "On a train"')
    const environment = await ended([], { UNDERSTUDY_PORT: 'x' })
    expect(environment.code).toBe(2)
    expect(environment.said).toContain('UNDERSTUDY_PORT')
  })

  it('a port that is taken: 3, with its number and how to choose another, in JSON too', async () => {
    const port = await takenPort()
    const { code, said, out } = await ended(['--port', String(port), '--json'])
    expect(code).toBe(3)
    expect(said).toContain(`Port ${port} is in use`)
    expect(said).toContain('--port')
    expect(JSON.parse(out.at(-1) ?? '')).toMatchObject({ event: 'error', code: 'port-taken' })
  })
})
