import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { OpenRecording } from '../../src/main/recording/open-recording'
import type { RecordedEntry } from '../../src/shared/model/recording'
import { onlyRecording, startStudio } from './recording-fixture'

const root = resolve(import.meta.dirname, '..', '..')

const rpc = `import { defineHandler } from 'understudy'
let visits = 0
export default defineHandler({
  handlesPath: '/rpc',
  onConnect(ctx) { ctx.sendJson({ hello: 'you' }) },
  onMessage(ctx, msg) {
    if (msg.type === 'binary') return ctx.sendBinary(msg.data.toReversed())
    if (msg.type !== 'text') return
    if (msg.text === 'ping') return ctx.sendText("it's pong")
    const { id, method, params } = msg.json()
    if (method === 'sum') ctx.sendJson({ jsonrpc: '2.0', id, result: params[0] + params[1] })
    if (method === 'visits') ctx.sendJson({ jsonrpc: '2.0', id, result: ++visits })
    if (method === 'bye') ctx.close(4000, 'as you wish')
  },
})
`

const sum = (id: unknown, ...params: number[]) =>
  JSON.stringify({ jsonrpc: '2.0', id, method: 'sum', params })
const visits = (id: number) => JSON.stringify({ jsonrpc: '2.0', id, method: 'visits' })

async function entriesOf(folder: string, name: string): Promise<readonly RecordedEntry[]> {
  const opened = await OpenRecording.read(join(folder, 'recordings', name))
  return opened.entries(0, opened.contents.entries)
}

/** Records one client that asks everything; answers the recording's name. */
async function recordedSession(studio: Awaited<ReturnType<typeof startStudio>>): Promise<string> {
  const { mock, desk } = studio
  await desk.start()
  const client = await mock.connect('/rpc?token=1', { headers: { authorization: 'Bearer secret' } })
  const id = mock.idOf(client)
  await client.next()
  for (const request of ['ping', sum(1, 1, 2), visits(2), visits(3), new Uint8Array([1, 2, 3])]) {
    await client.send(request)
    await client.next()
  }
  await client.send(JSON.stringify({ id: 9, method: 'bye' }))
  await client.closed
  await expect.poll(() => mock.engine.connection(id)).toBeUndefined()
  await desk.stop()
  return onlyRecording(mock.folder)
}

describe('recording', () => {
  it('keeps what faults did to a message, beside the body that was sent', async () => {
    const faults = [{ name: 'noise', corrupt: 1, enabled: true }]
    const studio = await startStudio({ 'handlers/rpc.ts': rpc }, { faults })
    const { mock, desk } = studio
    await desk.start()
    const client = await mock.connect('/rpc')
    await client.next()
    await desk.stop()
    const entries = await entriesOf(mock.folder, await onlyRecording(mock.folder))
    expect(entries.find(({ direction }) => direction === 'to-client')).toMatchObject({
      text: '{"hello":"you"}',
      faults: [{ fault: 'noise', action: 'corrupted', corruption: { became: '\u{fffd}' } }],
    })
  })

  it('has every handshake, message and close of real sockets, in order, without credentials', async () => {
    const studio = await startStudio({ 'handlers/rpc.ts': rpc })
    const before = await studio.mock.connect('/rpc')
    // Its greeting belongs to the time before the recording.
    await before.next()
    const name = await recordedSession(studio)
    expect(name).toMatch(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.jsonl$/)
    const entries = await entriesOf(studio.mock.folder, name)
    const told = entries.map(({ kind, direction, text, base64, code }) => [
      kind,
      direction,
      text ?? base64 ?? code,
    ])
    expect(entries[0]).toMatchObject({ kind: 'open', connection: studio.mock.idOf(before) })
    expect(entries[0]?.handshake?.before).toBe(true)
    expect(entries[1]?.handshake).toMatchObject({ query: 'token=1' })
    expect(entries[1]?.handshake?.headers.authorization).toBe('(not recorded)')
    for (const expected of [
      ['text', 'to-client', '{"hello":"you"}'],
      ['text', 'from-client', 'ping'],
      ['text', 'to-client', "it's pong"],
      ['binary', 'from-client', 'AQID'],
      ['binary', 'to-client', 'AwIB'],
    ])
      expect(told).toContainEqual(expected)
    expect(entries.at(-1)).toMatchObject({ kind: 'close', code: 4000 })
    const times = entries.map(({ t }) => t)
    expect(times).toEqual(times.toSorted((one, other) => one - other))
    expect(await readFile(join(studio.mock.folder, 'recordings', name), 'utf8')).not.toContain('secret')
  }, 30_000)

  it('records the upstream leg too', async () => {
    const upstream = await startStudio({
      'handlers/up.ts': `export default { onMessage(ctx, msg) { if (msg.type === 'text') ctx.sendText('up ' + msg.text) } }`,
    })
    const passthrough = [{ name: 'all', path: '/*', upstream: upstream.mock.url }]
    const { mock, desk } = await startStudio({}, { passthrough })
    await desk.start()
    const client = await mock.connect('/x')
    await client.send('hello')
    expect(await client.next()).toBe('up hello')
    await desk.stop()
    const entries = await entriesOf(mock.folder, await onlyRecording(mock.folder))
    const ways = entries.filter(({ kind }) => kind === 'text').map(({ direction }) => direction)
    expect(ways).toEqual(['from-client', 'to-upstream', 'from-upstream', 'to-client'])
  })

  it('is finished when the workspace is left, with all that was captured until then', async () => {
    const { mock, desk, leave } = await startStudio({ 'handlers/rpc.ts': rpc })
    await desk.start()
    const client = await mock.connect('/rpc')
    await client.next()
    for (let index = 0; index < 500; index++) void client.send(sum(index, index, 1))
    await client.take(500)
    leave()
    await expect.poll(() => desk.activity.recorder.state).toBe('off')
    const opened = await OpenRecording.read(join(mock.folder, 'recordings', await onlyRecording(mock.folder)))
    expect(opened.contents).toMatchObject({ cutOff: false, connections: [{ sent: 501, received: 500 }] })
  })

  it('can be read up to the last complete line after the app was killed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'understudy-recording-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const program = join(inject('workerFolder'), 'record-for-ever.mjs')
    await build({
      absWorkingDir: root,
      entryPoints: ['tests/recording/record-for-ever.ts'],
      outfile: program,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node20.18',
    })
    const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
    const exited = once(child, 'exit')
    for await (const line of createInterface(child.stdout)) if (Number(line) > 300_000) break
    child.kill('SIGKILL')
    await exited
    const name = await onlyRecording(folder)
    const file = join(folder, 'recordings', name)
    // A crash may also come in the middle of a line.
    const whole = await readFile(file)
    await writeFile(file, whole.subarray(0, whole.lastIndexOf('é')))
    const opened = await OpenRecording.read(file)
    expect(opened.contents.cutOff).toBe(true)
    const entries = await opened.entries(0, opened.contents.entries)
    expect(entries.length).toBeGreaterThan(500)
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1))
  })

  it('says which folder can not be written to, and what to do', async () => {
    const { mock, desk } = await startStudio({})
    await writeFile(join(mock.folder, 'recordings'), 'a file where the folder should be')
    await expect(desk.start()).rejects.toMatchObject({
      code: 'io',
      message: /recordings can't be written to/,
    })
    expect(desk.activity.recorder).toEqual({ state: 'off', last: null })
  })

  it.skipIf(process.platform === 'win32')('does not follow a link out of the workspace', async () => {
    const { mock, desk } = await startStudio({})
    const outside = await mkdtemp(join(tmpdir(), 'understudy-outside-'))
    onTestFinished(() => rm(outside, { recursive: true, force: true }))
    await symlink(outside, join(mock.folder, 'recordings'))
    await expect(desk.start()).rejects.toMatchObject({ message: /link that leads out/ })
    await chmod(outside, 0o700)
  })
})

describe('a handler made of a recording', () => {
  it('is free of type errors, runs, and answers a real client as was recorded', async () => {
    const studio = await startStudio({ 'handlers/rpc.ts': rpc })
    const { mock, desk, made } = studio
    const name = await recordedSession(studio)
    await desk.makeHandler(name, '/rpc', 'handlers/replica.ts')
    expect(made.get('handlers/replica.ts')).toContain(
      `// Made by Understudy from recordings/${name}, path /rpc.`,
    )
    await expectNoTypeErrors(made.get('handlers/replica.ts') ?? '')
    await rm(join(mock.folder, 'handlers', 'rpc.ts'))
    const { state } = await mock.engine.load({ folder: mock.folder, files: ['handlers/replica.ts'] })
    expect(state).toBe('live')

    const client = await mock.connect('/rpc')
    expect(await client.next()).toBe('{"hello":"you"}')
    await client.send('ping')
    expect(await client.next()).toBe("it's pong")
    await client.send('{"method":"sum","params":[1,2],"jsonrpc":"2.0","id":"mine"}')
    expect(await client.next()).toBe('{"jsonrpc":"2.0","id":"mine","result":3}')
    for (const [id, result] of [
      [70, 1],
      [71, 2],
      [72, 2],
    ] as const) {
      await client.send(visits(id))
      expect(await client.next()).toBe(JSON.stringify({ jsonrpc: '2.0', id, result }))
    }
    await client.send(new Uint8Array([1, 2, 3]))
    expect(await client.next()).toEqual(Buffer.from([3, 2, 1]))
    await client.send(sum(5, 2, 2))
    await client.send('ping')
    expect(await client.next(), 'what was not recorded is not answered').toBe("it's pong")
  }, 60_000)

  it('is made of one message and its reply, too', async () => {
    const { mock, desk, made } = await startStudio({ 'handlers/rpc.ts': rpc })
    const seqs = new Map<unknown, number>()
    mock.engine.capture.tap(({ seq, payload }) => seqs.set(payload, seq))
    const client = await mock.connect('/rpc')
    await client.send(sum(1, 20, 22))
    const [greeting, reply] = await client.take(2)
    await desk.makeHandlerFromEntry(seqs.get(reply) ?? 0, 'handlers/one.ts')
    await desk.makeHandlerFromEntry(seqs.get(greeting) ?? 0, 'handlers/greeting.ts')
    expect(made.get('handlers/greeting.ts')).toContain("{ send: { hello: 'you' } }")
    await mock.engine.load({ folder: mock.folder, files: ['handlers/one.ts'] })
    const other = await mock.connect('/rpc')
    await other.send(sum(8, 20, 22))
    expect(await other.next()).toBe('{"jsonrpc":"2.0","id":8,"result":42}')
  })
})

describe('replay', () => {
  it('sends a client what another one was sent, and says so in its why', async () => {
    const studio = await startStudio({ 'handlers/rpc.ts': rpc })
    const { mock, desk } = studio
    const name = await recordedSession(studio)
    await mock.engine.load({ folder: mock.folder, files: ['handlers/rpc.ts'] })
    const client = await mock.connect('/rpc')
    await client.next()
    let last = 0
    mock.engine.capture.tap(({ seq }) => {
      last = seq
    })
    const { connections } = await desk.open(name)
    const recorded = connections.find(({ sent }) => sent === 6)?.id ?? ''
    await desk.replay(name, recorded, { type: 'connection', connection: mock.idOf(client) }, 'instant')
    expect((await client.take(6)).slice(0, 2)).toEqual(['{"hello":"you"}', "it's pong"])
    await expect.poll(() => desk.activity.replay).toMatchObject({ state: 'done', sent: 6, problem: null })
    const detail = await mock.engine.capture.detail(last)
    expect(detail?.why[0]).toMatchObject({ actor: 'You', outcome: `replayed it from ${name}` })
  })

  it('plays to each new connection on the path, pauses, goes on faster, and stops', async () => {
    const { mock, desk } = await startStudio({}, { server: { unmatchedPath: 'accept' } })
    await mkdir(join(mock.folder, 'recordings'))
    const line = (t: number, text: string) =>
      JSON.stringify({
        t,
        kind: 'text',
        direction: 'to-client',
        origin: 'handler',
        connection: 'c1',
        path: '/p',
        text,
      })
    const header = { understudy: 'recording', version: 1, startedAt: '2026-01-01T00:00:00.000Z' }
    const lines = [JSON.stringify(header), line(0, 'first'), line(3_600_000, 'an hour later'), '{"end":true}']
    await writeFile(join(mock.folder, 'recordings', 'a.jsonl'), `${lines.join('\n')}\n`)
    await desk.replay('a.jsonl', 'c1', { type: 'new' }, 10)
    const elsewhere = await mock.connect('/elsewhere')
    const client = await mock.connect('/p')
    expect(await client.next()).toBe('first')
    desk.setReplayPaused(true)
    expect(desk.activity.replay).toMatchObject({ state: 'paused', sent: 1, target: 'new connections on /p' })
    desk.setReplaySpeed('instant')
    expect(client.unread).toEqual([])
    desk.setReplayPaused(false)
    expect(await client.next()).toBe('an hour later')
    desk.stopReplay()
    expect(desk.activity.replay).toBeNull()
    expect(elsewhere.unread).toEqual([])
  })
})

describe('HAR', () => {
  it('holds a recording as Chrome writes it, and becomes the same conversation again', async () => {
    const studio = await startStudio({ 'handlers/rpc.ts': rpc })
    const { mock, desk } = studio
    const name = await recordedSession(studio)
    const har = join(mock.folder, 'session.har')
    await desk.exportHar(name, har)
    const { log } = JSON.parse(await readFile(har, 'utf8'))
    expect(log.entries).toHaveLength(1)
    expect(log.entries[0]).toMatchObject({ _resourceType: 'websocket', response: { status: 101 } })
    expect(log.entries[0].request.url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/rpc\?token=1$/)
    expect(log.entries[0]._webSocketMessages.slice(0, 3)).toMatchObject([
      { type: 'receive', opcode: 1, data: '{"hello":"you"}' },
      { type: 'send', opcode: 1, data: 'ping' },
      { type: 'receive', opcode: 1, data: "it's pong" },
    ])
    const imported = await desk.import(har)
    const bodies = (entries: readonly RecordedEntry[]) =>
      entries
        .filter(({ kind }) => kind === 'text' || kind === 'binary')
        .map(({ direction, text, base64 }) => [direction, text, base64])
    expect(bodies(await entriesOf(mock.folder, imported))).toEqual(bodies(await entriesOf(mock.folder, name)))
  })

  it('imports what Traffic exported, and names the line that is wrong', async () => {
    const { mock, desk } = await startStudio({ 'handlers/rpc.ts': rpc })
    const client = await mock.connect('/rpc')
    await client.next()
    const exported = join(mock.folder, 'traffic.jsonl')
    expect(await mock.engine.capture.exportTo(exported)).toBe(2)
    const contents = await desk.open(await desk.import(exported))
    expect(contents).toMatchObject({ entries: 2, cutOff: false, connections: [{ path: '/rpc', sent: 1 }] })
    await writeFile(exported, `${await readFile(exported, 'utf8')}{"at":"yesterday"}\n`)
    await expect(desk.import(exported)).rejects.toThrow(/^traffic\.jsonl, line 3: /)
    expect(await desk.list()).toHaveLength(1)
  })
})

it('a recording is renamed, deleted, and brought back', async () => {
  const studio = await startStudio({ 'handlers/rpc.ts': rpc })
  const { desk } = studio
  const name = await recordedSession(studio)
  await desk.rename(name, 'login.jsonl')
  await desk.remove('login.jsonl')
  expect(await desk.list()).toEqual([])
  await desk.restore('login.jsonl')
  expect(await desk.list()).toMatchObject([{ name: 'login.jsonl' }])
  await desk.start()
  const [running] = (await desk.list()).filter((recording) => recording.name !== 'login.jsonl')
  await expect(desk.remove(running?.name ?? '')).rejects.toThrow('stop the recording before it is deleted')
})

async function expectNoTypeErrors(source: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-types-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await writeFile(join(folder, 'handler.ts'), source)
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  const config = {
    extends: join(root, 'tsconfig.base.json'),
    compilerOptions: {
      types: ['node'],
      paths: { understudy: [join(root, 'src/shared/handler-api/understudy.d.ts')] },
    },
    include: ['*.ts'],
  }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config))
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const run = promisify(execFile)(process.execPath, [compiler, '-p', folder]).catch((error) => error)
  await expect(run).resolves.toMatchObject({ stdout: '' })
}
