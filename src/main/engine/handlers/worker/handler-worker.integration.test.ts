import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { readCommands } from '../command-batch'
import { compileHandlers } from '../compile-handlers'
import { CompiledModules } from '../compiled-modules'
import { EventWriter } from '../event-batch'
import {
  type FromWorker,
  type HandlerCommands,
  type HandlerEvents,
  type LoadRequest,
  livenessBytes,
  livenessSlots,
  type ToWorker,
} from '../protocol'
import { commandNames, recorder } from '../recorder.test-support'

/** A handler worker in its thread, seen from main. */
class RealWorker {
  readonly liveness = new Int32Array(new SharedArrayBuffer(livenessBytes))
  readonly messages: FromWorker[] = []
  readonly commands: readonly (readonly unknown[])[]
  readonly ended: Promise<{ readonly code: number; readonly error: unknown }>
  readonly #worker: Worker
  readonly #sink: HandlerCommands
  #seq = 0
  #wake: () => void = () => undefined

  constructor() {
    const { sink, calls } = recorder<HandlerCommands>(commandNames)
    this.#sink = sink
    this.commands = calls
    const entry = join(inject('workerFolder'), 'handler-worker.mjs')
    this.#worker = new Worker(entry, {
      workerData: { liveness: this.liveness.buffer },
      env: {},
      execArgv: [],
    })
    this.#worker.on('message', (message: FromWorker) => {
      this.messages.push(message)
      if (message.type === 'batch') readCommands(message.items, this.#sink)
      this.#wake()
    })
    this.ended = new Promise((resolve) => {
      let error: unknown
      this.#worker.on('error', (thrown) => {
        error = thrown
      })
      this.#worker.on('exit', (code) => resolve({ code, error }))
    })
  }

  post(message: ToWorker): void {
    this.#worker.postMessage(message)
  }

  send(write: (events: HandlerEvents) => void): void {
    const writer = new EventWriter()
    write(writer)
    this.#seq += 1
    this.post({ type: 'batch', seq: this.#seq, items: writer.take() })
  }

  /** Resolves with what `look` finds, as soon as it finds something. */
  async until<T>(look: () => T | undefined): Promise<T> {
    for (;;) {
      const found = look()
      if (found !== undefined) return found
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  async load(modules: LoadRequest['modules'], extra: Partial<LoadRequest> = {}): Promise<FromWorker> {
    this.post({
      type: 'load',
      modules,
      rules: [],
      codeRuleSwitches: {},
      state: {},
      hotReload: true,
      ...extra,
    })
    return this.until(() => this.messages.find(({ type }) => type === 'loaded' || type === 'load-failed'))
  }

  command(name: keyof HandlerCommands): Promise<readonly unknown[]> {
    return this.until(() => this.commands.find(([command]) => command === name))
  }

  async handled(entry: number): Promise<void> {
    await this.until(() => this.commands.find(([name, number]) => name === 'handled' && number === entry))
  }

  terminate(): Promise<number> {
    return this.#worker.terminate()
  }
}

const connection = {
  connection: 1,
  path: '/ws/chat/lobby',
  query: '',
  headers: {},
  remoteAddress: '127.0.0.1',
  protocols: [],
  subprotocol: '',
  openedAt: 0,
  rooms: [],
  metadata: {},
  passthrough: {},
  pathId: 0,
}

let folder: string
let worker: RealWorker

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-worker-'))
  worker = new RealWorker()
})

afterEach(async () => {
  await worker.terminate()
  await rm(folder, { recursive: true, force: true })
})

async function load(files: Readonly<Record<string, string>>): Promise<FromWorker> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), text)
  }
  const compiled = await compileHandlers(folder, Object.keys(files), new CompiledModules(join(folder, 'out')))
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems))
  return worker.load(compiled.modules)
}

describe('the handler worker', () => {
  it('runs the example of the documentation', async () => {
    const loaded = await load({
      'handlers/chat.ts': `
        import { defineHandler, MessagePattern, MessageRouter } from 'understudy'

        const router = new MessageRouter()
          .on(MessagePattern.exact('ping'), () => 'pong')
          .on(MessagePattern.regex('^/join (?<room>.+)$'), (ctx, _msg, match) => {
            ctx.joinRoom(match.groups.room)
            return \`Joined room: \${match.groups.room}\`
          })
          .on(MessagePattern.jsonpath('$.type'), (ctx, msg) => ctx.broadcastToRoom('general', msg.text))

        export default defineHandler({
          handlesPath: '/ws/chat/:channel',
          onConnect(ctx) { ctx.sendText(\`Welcome to \${ctx.params.channel}\`) },
          async onMessage(ctx, msg) { await router.route(ctx, msg) },
          onDisconnect(ctx, close) { ctx.log('left', close.code) },
          actions: { 'Ring the bell': (server) => server.broadcastToRoom('general', 'ding') },
        })`,
    })
    expect(loaded).toEqual({
      type: 'loaded',
      handlers: [
        {
          name: 'chat.ts',
          file: 'handlers/chat.ts',
          path: '/ws/chat/:channel',
          actions: ['Ring the bell'],
          passthrough: null,
        },
      ],
    })
    worker.send((events) => {
      events.opened(1, connection)
      events.message(2, 1, 'text', 'ping')
      events.message(3, 1, 'text', '/join general')
      events.message(4, 1, 'text', '{"type":"x"}')
    })
    await worker.handled(4)
    worker.send((events) => {
      events.closed(5, 1, { code: 1000, reason: '', wasClean: true })
      events.action(-6, 'chat.ts', 'Ring the bell', undefined)
    })
    await worker.handled(-6)
    const untold = ['handled', 'matched', 'calledAt']
    const effects = worker.commands.filter(([name]) => !untold.includes(String(name)))
    expect(effects).toEqual(
      expect.arrayContaining([
        ['send', 1, 1, 'text', 'Welcome to lobby'],
        ['send', 2, 1, 'text', 'pong'],
        ['join', 3, 1, 'general'],
        ['send', 3, 1, 'text', 'Joined room: general'],
        ['broadcast', 4, 'general', '{"type":"x"}', 0],
        ['log', 5, 'info', 'left 1000', { file: 'handlers/chat.ts', line: 16, column: 42 }, []],
        ['broadcast', -6, 'general', 'ding', 0],
      ]),
    )
    expect(effects).toHaveLength(7)
    const welcome = await worker.command('calledAt')
    expect(welcome[1]).toMatchObject({ file: 'handlers/chat.ts', line: 14 })
    expect(Atomics.load(worker.liveness, livenessSlots.received)).toBe(2)
  })

  it('names the line of the TypeScript source where a callback threw, and goes on', async () => {
    await load({
      'handlers/chat.ts': [
        'interface Order { readonly id: string }',
        "import { lookUp } from './orders'",
        'export default {',
        '  onMessage(ctx, msg) {',
        '    if (msg.text === "throw") lookUp(undefined as unknown as Order)',
        '    ctx.sendText("fine")',
        '  },',
        '}',
      ].join('\n'),
      'handlers/orders.ts': [
        'export type Order = { readonly id: string }',
        '',
        'export function lookUp(order: Order): string {',
        '  return order.id',
        '}',
      ].join('\n'),
    })
    worker.send((events) => {
      events.opened(1, connection)
      events.message(2, 1, 'text', 'throw')
      events.message(3, 1, 'text', 'go on')
    })
    await worker.handled(3)
    expect(worker.commands).toContainEqual([
      'failed',
      2,
      1,
      'chat.ts',
      'generic',
      {
        message: "TypeError: Cannot read properties of undefined (reading 'id') (in onMessage)",
        location: { file: 'handlers/orders.ts', line: 4, column: 16 },
      },
    ])
    expect(worker.commands).toContainEqual(['send', 3, 1, 'text', 'fine'])
  })

  it('shows what handlers print, with the place, and not in the app’s own output', async () => {
    await load({
      'handlers/a.ts': [
        'export default {',
        '  onMessage(_ctx, msg) {',
        "    console.warn('got %s', msg.text, { deep: { value: [1] } })",
        '  },',
        '}',
        "console.log('loading')",
      ].join('\n'),
    })
    expect(worker.commands).toEqual([
      ['log', 0, 'info', 'loading', { file: 'handlers/a.ts', line: 6, column: 9 }, []],
    ])
    worker.send((events) => {
      events.opened(1, connection)
      events.message(2, 1, 'text', 'hi')
    })
    await worker.handled(2)
    expect(worker.commands).toContainEqual([
      'log',
      2,
      'warn',
      'got hi { deep: { value: [ 1 ] } }',
      { file: 'handlers/a.ts', line: 3, column: 13 },
      [expect.objectContaining({ preview: '{ deep: {…} }' })],
    ])
  })

  it('survives a promise that nobody awaits, and says where it was rejected', async () => {
    await load({
      'handlers/a.ts': [
        'export default {',
        '  onMessage(ctx) { void late(); ctx.sendText("ok") },',
        '}',
        'async function late() {',
        "  throw new Error('too late')",
        '}',
      ].join('\n'),
    })
    worker.send((events) => {
      events.opened(1, connection)
      events.message(2, 1, 'text', 'x')
    })
    expect(await worker.command('log')).toEqual([
      'log',
      0,
      'error',
      'Unhandled rejection: Error: too late',
      { file: 'handlers/a.ts', line: 5, column: 9 },
      [],
    ])
    worker.send((events) => events.message(3, 1, 'text', 'y'))
    await worker.handled(3)
  })

  it('ends by an uncaught error, whose stack names the source', async () => {
    await load({
      'handlers/a.ts': [
        'setTimeout(() => {',
        "  throw new Error('in a timer')",
        '}, 0)',
        'export default { onMessage() {} }',
      ].join('\n'),
    })
    const { error } = await worker.ended
    expect(error).toMatchObject({
      message: 'in a timer',
      stack: expect.stringContaining('workspace:handlers/a.ts:2:9'),
    })
  })

  it('says what is wrong with a file that throws while it loads, and where', async () => {
    const answer = await load({
      'handlers/a.ts': '\nexport default undefinedName',
      'handlers/b.ts': 'export const nothing = 1',
      'handlers/c.ts': 'export default { onMessage: 5 }',
    })
    expect(answer).toEqual({
      type: 'load-failed',
      problems: [
        {
          message: 'ReferenceError: undefinedName is not defined',
          location: { file: 'handlers/a.ts', line: 2, column: 16 },
        },
        {
          message: expect.stringContaining('handlers/b.ts has no default export'),
          location: { file: 'handlers/b.ts', line: 1, column: 1 },
        },
        {
          message: expect.stringContaining('onMessage is not a function'),
          location: { file: 'handlers/c.ts', line: 1, column: 1 },
        },
      ],
    })
  })

  it('has nothing happen when code does not load', async () => {
    await load({
      'handlers/a.ts':
        "import { server } from 'understudy'; server.broadcastToRoom('all', 'hi'); throw new Error('no')",
    })
    expect(worker.commands).toEqual([])
  })

  it('does what the code did while it loaded once it is loaded', async () => {
    await load({
      'handlers/a.ts':
        "import { server } from 'understudy'; server.state.set('count', 1); export default { onMessage() {} }",
    })
    expect(await worker.command('setState')).toEqual(['setState', 'count', 1])
  })

  it('marks the event whose callback runs, in memory that can be read while it is blocked', async () => {
    await load({ 'handlers/a.ts': 'export default { onMessage() { for (;;) {} } }' })
    worker.send((events) => events.opened(1, connection))
    await worker.handled(1)
    expect(Atomics.load(worker.liveness, livenessSlots.running)).toBe(0)
    worker.send((events) => events.message(7, 1, 'text', 'block'))
    await expect.poll(() => Atomics.load(worker.liveness, livenessSlots.running), { timeout: 10_000 }).toBe(7)
    expect(Atomics.load(worker.liveness, livenessSlots.received)).toBe(2)
  })

  it('takes batches in while a handler waits', async () => {
    await load({ 'handlers/a.ts': 'export default { onMessage: () => new Promise(() => {}) }' })
    worker.send((events) => {
      events.opened(1, connection)
      events.message(2, 1, 'text', 'wait for ever')
    })
    worker.send(() => undefined)
    await expect
      .poll(() => Atomics.load(worker.liveness, livenessSlots.received), { timeout: 10_000 })
      .toBe(2)
  })

  it('finishes what it has and ends by itself when it is stopped', async () => {
    await load({
      'handlers/a.ts':
        'setInterval(() => {}, 1); export default { async onMessage(ctx) { await new Promise((r) => setTimeout(r, 20)); ctx.sendText("done") } }',
    })
    worker.send((events) => {
      events.opened(1, connection)
      events.message(2, 1, 'text', 'x')
    })
    worker.post({ type: 'stop' })
    expect(await worker.ended).toEqual({ code: 0, error: undefined })
    expect(worker.commands).toContainEqual(['send', 2, 1, 'text', 'done'])
    expect(worker.commands).toContainEqual(['handled', 2, 1, expect.anything(), expect.anything()])
  })

  it('has faker', async () => {
    await load({
      'handlers/a.ts':
        "import { faker } from '@faker-js/faker'; export default { onConnect(ctx) { ctx.sendJson({ name: faker.person.firstName() }) } }",
    })
    worker.send((events) => events.opened(1, connection))
    expect(await worker.command('send')).toEqual([
      'send',
      1,
      1,
      'text',
      expect.stringMatching(/^\{"name":".+"\}$/),
    ])
  })
})
