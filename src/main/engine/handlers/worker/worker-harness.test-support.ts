import type * as api from '../../../../shared/handler-api/understudy'
import { readCommands } from '../command-batch'
import type { AdoptedConnection, HandlerCommands, UpgradeInfo } from '../protocol'
import { commandNames, recorder } from '../recorder.test-support'
import type { ContextHost } from './context-host'
import { EventHandler } from './event-handler'
import { HandlerRegistry } from './handler-registry'
import { HandlingTimes } from './handling-times'
import { Outbox } from './outbox'
import { PassthroughRules } from './passthrough-rules'
import { Replicas } from './replicas'
import { RunningMark } from './running-mark'

type Command = readonly unknown[]

/** A connection to be opened; each test says only what matters to it. */
export function adopted(connection: number, differs: Partial<AdoptedConnection> = {}): AdoptedConnection {
  const nothing = { subprotocol: '', openedAt: 0, rooms: [], metadata: {}, passthrough: {}, pathId: 0 }
  return { ...upgradeInfo(), connection, ...nothing, ...differs }
}

/** A handshake; each test says only what matters to it. */
export function upgradeInfo(differs: Partial<UpgradeInfo> = {}): UpgradeInfo {
  return { path: '/', query: '', headers: {}, remoteAddress: '127.0.0.1', protocols: [], ...differs }
}

/** The handlers' side of a worker in this thread, with everything that it commands noted. */
export class WorkerHarness implements ContextHost {
  readonly slots = new Int32Array(new SharedArrayBuffer(8))
  readonly mark = new RunningMark(this.slots)
  readonly replicas = new Replicas()
  readonly rules = new PassthroughRules()
  readonly registry = new HandlerRegistry()
  /** Told only when a test asks for it. */
  readonly times = new HandlingTimes(
    (pathId, pairs) => this.commands.took(pathId, pairs),
    () => undefined,
  )
  readonly events: EventHandler
  readonly #outbox: Outbox
  readonly #seen: Command[]
  #requests = 0
  readonly #waiting = new Set<() => void>()

  constructor(handlers: Readonly<Record<string, api.WsHandler>> = {}) {
    const { sink, calls } = recorder<HandlerCommands>(commandNames)
    this.#seen = calls
    this.#outbox = new Outbox(
      (items) => {
        readCommands(structuredClone(items), sink)
        for (const wake of this.#waiting) wake()
      },
      (flush) => queueMicrotask(flush),
    )
    for (const [name, handler] of Object.entries(handlers)) this.registry.register(handler, name)
    this.events = new EventHandler(this, this.registry, this.mark, this.times, () => undefined)
  }

  get commands(): HandlerCommands {
    return this.#outbox.commands
  }

  notePlace(): void {
    // What a test does is in no workspace.
  }

  callsFrom(): void {
    // As above.
  }

  nextRequest(): number {
    this.#requests += 1
    return this.#requests
  }

  /** Resolves when the event is done with. */
  async handled(entry: number): Promise<void> {
    await this.until(() => this.seen('handled').some((command) => command[1] === entry))
  }

  async until(isTrue: () => boolean): Promise<void> {
    if (isTrue()) return
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (!isTrue()) return
        this.#waiting.delete(look)
        resolve()
      }
      this.#waiting.add(look)
    })
  }

  /** The commands of these kinds, in order, each as `[name, ...arguments]`. */
  seen(...names: (keyof HandlerCommands)[]): readonly Command[] {
    return this.#seen.filter(([name]) => names.some((wanted) => wanted === name))
  }

  /** Texts that were sent, in order, as `c1: text`. */
  get sent(): readonly string[] {
    return this.seen('send').map(([, , connection, , payload]) => `c${connection}: ${payload}`)
  }

  /** The steps of an event's "why" as `actor: outcome`. */
  why(entry: number): readonly string[] {
    const command = this.seen('handled').find((one) => one[1] === entry)
    return String(command?.[3] ?? '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split('\t').slice(0, 2).join(': '))
  }
}
