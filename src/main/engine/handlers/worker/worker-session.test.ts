import { beforeEach, describe, expect, it } from 'vitest'
import type * as api from '../../../../shared/handler-api/understudy'
import { readCommands } from '../command-batch'
import { EventWriter } from '../event-batch'
import {
  type FromWorker,
  type HandlerCommands,
  type HandlerEvents,
  type LoadRequest,
  livenessBytes,
  livenessSlots,
} from '../protocol'
import { recorder } from '../recorder.test-support'
import { adopted } from './worker-harness.test-support'
import { WorkerSession } from './worker-session'

type Module = (understudy: typeof api) => unknown

/** A session whose thread is this one; its modules are functions of the runtime. */
class Thread {
  readonly messages: FromWorker[] = []
  readonly liveness = new Int32Array(new SharedArrayBuffer(livenessBytes))
  readonly session: WorkerSession
  exits = 0
  #runtime: typeof api | null = null
  #seq = 0

  constructor(private readonly modules: Readonly<Record<string, Module>>) {
    this.session = new WorkerSession({
      post: (message) => void this.messages.push(message),
      later: (task) => void setImmediate(task),
      after: () => undefined,
      importModule: async (url) => this.#import(url),
      liveness: this.liveness,
      provide: (_key, value) => {
        // What a session provides is the runtime.
        this.#runtime = value as typeof api
      },
      exit: () => {
        this.exits += 1
      },
    })
  }

  async load(differs: Partial<LoadRequest> = {}): Promise<FromWorker | undefined> {
    const modules = Object.keys(this.modules).map((file) => ({ file: `handlers/${file}`, url: file }))
    this.session.receive({
      type: 'load',
      modules,
      rules: [],
      codeRuleSwitches: {},
      state: {},
      hotReload: false,
      ...differs,
    })
    await endOfTurn()
    return this.messages.find(({ type }) => type === 'loaded' || type === 'load-failed')
  }

  send(write: (events: HandlerEvents) => void): void {
    const writer = new EventWriter()
    write(writer)
    this.#seq += 1
    this.session.receive({ type: 'batch', seq: this.#seq, items: writer.take() })
  }

  commands(...names: (keyof HandlerCommands)[]): readonly (readonly unknown[])[] {
    const { sink, calls } = recorder<HandlerCommands>([
      'upgradeDecision',
      'matched',
      'send',
      'setState',
      'forward',
      'log',
      'failed',
      'took',
      'handled',
    ])
    for (const message of this.messages) if (message.type === 'batch') readCommands(message.items, sink)
    return calls.filter(([name]) => names.some((wanted) => wanted === name))
  }

  #import(url: string): unknown {
    if (!this.#runtime) throw new Error('The runtime comes first')
    return { default: this.modules[url]?.(this.#runtime) }
  }
}

function endOfTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

const echo: Module = () => ({
  onMessage(ctx: api.WsContext, msg: api.WsMessage) {
    if (msg.type === 'text') ctx.sendText(msg.text)
  },
})

let thread: Thread

beforeEach(() => {
  thread = new Thread({ 'echo.ts': echo })
})

describe('a worker session', () => {
  it('acknowledges a batch before anything is done with it, also while code is loading', async () => {
    const loaded = thread.load()
    thread.send((events) => events.opened(1, adopted(1)))
    expect(Atomics.load(thread.liveness, livenessSlots.received)).toBe(1)
    expect(thread.commands('handled')).toEqual([])
    await loaded
    expect(thread.commands('handled')).toEqual([['handled', 1, 1, '', null]])
  })

  it('answers a batch of synchronous work within the same turn and as one batch', async () => {
    await thread.load()
    thread.send((events) => events.opened(1, adopted(1)))
    const before = thread.messages.length
    thread.send((events) => {
      for (let entry = 2; entry < 10; entry++) events.message(entry, 1, 'text', 'x')
    })
    expect(thread.messages.length).toBe(before + 1)
    expect(thread.commands('handled')).toHaveLength(9)
  })

  it('tells what it has loaded', async () => {
    thread = new Thread({
      'chat.ts': () => [
        { handlesPath: /^\/v\d/, actions: { ring: () => undefined } },
        { handlesPath: () => true, onMessage: () => undefined },
      ],
      'proxy.ts': ({ PassthroughConfig, PassthroughHandler }) =>
        new PassthroughHandler(PassthroughConfig.regex('^up', 'ws://up', { path: '/ws/*' })),
    })
    expect(await thread.load()).toEqual({
      type: 'loaded',
      handlers: [
        {
          name: 'chat.ts',
          file: 'handlers/chat.ts',
          path: '/^\\/v\\d/',
          actions: ['ring'],
          passthrough: null,
        },
        { name: 'chat.ts #2', file: 'handlers/chat.ts', path: 'function', actions: [], passthrough: null },
        {
          name: 'proxy.ts',
          file: 'handlers/proxy.ts',
          path: '/ws/*',
          actions: [],
          passthrough: { upstream: 'ws://up', pattern: '/^up/' },
        },
      ],
    })
  })

  it('asks rules that are declared in code, with their switches as the user left them', async () => {
    const proxy: Module = ({ MessagePattern, PassthroughConfig, PassthroughHandler }) =>
      new PassthroughHandler(new PassthroughConfig(MessagePattern.any(), 'ws://up'))
    for (const [isOn, expected] of [
      [true, [['forward', 'proxy.ts']]],
      [false, [['send', 'text']]],
    ] as const) {
      thread = new Thread({ 'echo.ts': echo, 'proxy.ts': proxy })
      await thread.load({ codeRuleSwitches: { 'proxy.ts': isOn } })
      thread.send((events) => {
        events.opened(1, adopted(1))
        events.message(2, 1, 'text', 'x')
      })
      expect(thread.commands('forward', 'send').map((command) => [command[0], command[3]])).toEqual(expected)
    }
  })

  it('has the state ready while the code loads', async () => {
    let seen: unknown
    thread = new Thread({
      'a.ts': ({ server }) => {
        seen = server.state.get('count')
        return {}
      },
    })
    await thread.load({ state: { count: 5 } })
    expect(seen).toBe(5)
  })

  it('ends when it is stopped, though not before it has finished', async () => {
    let finish = (): void => undefined
    const finished = new Promise<void>((resolve) => {
      finish = resolve
    })
    thread = new Thread({ 'slow.ts': () => ({ onMessage: () => finished }) })
    await thread.load()
    thread.send((events) => {
      events.opened(1, adopted(1))
      events.message(2, 1, 'text', 'x')
    })
    thread.session.receive({ type: 'stop' })
    await endOfTurn()
    expect(thread.exits).toBe(0)
    finish()
    await endOfTurn()
    await endOfTurn()
    expect(thread.exits).toBe(1)
    expect(thread.commands('handled')).toHaveLength(2)
  })
})
