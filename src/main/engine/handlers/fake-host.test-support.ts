import type { HandlerInfo } from '../../../shared/model/handlers'
import { CommandWriter } from './command-batch'
import { readEvents } from './event-batch'
import type { HandlerHost, HandlerHostEvents, HostEnd } from './handler-host'
import type { AdoptedConnection, BatchItem, HandlerCommands, HandlerEvents, LoadRequest } from './protocol'

/** A host that does nothing by itself: tests say what it takes in, answers, and when it ends. */
export class FakeHost implements HandlerHost {
  posted = 0
  /** What it was told, in words, newest last. */
  readonly told: string[] = []
  readonly loads: Omit<LoadRequest, 'type'>[] = []
  isBlocked = false
  isGone = false
  /** Its thread does not end when it is told to. */
  isStuck = false
  #received = 0
  #running = 0
  #events: HandlerHostEvents | null = null

  received(): number {
    return this.#received
  }

  running(): number {
    return this.#running
  }

  listen(events: HandlerHostEvents): void {
    this.#events = events
    if (!this.isGone) events.ready()
  }

  load(request: Omit<LoadRequest, 'type'>): void {
    this.loads.push(request)
  }

  post(items: readonly BatchItem[]): void {
    this.posted += 1
    if (!this.isBlocked) this.#received = this.posted
    readEvents(items, describing(this.told))
  }

  async locate(): Promise<null> {
    return null
  }

  stop(): void {
    this.told.push('stop')
  }

  async terminate(): Promise<void> {
    if (!this.isStuck) this.exit({ reason: 'process.exit(1)', kind: 'process.exit', stack: '' })
  }

  finishLoading(handlers: readonly HandlerInfo[] = []): void {
    this.#events?.loaded(handlers)
  }

  failLoading(message: string): void {
    this.#events?.loadFailed([{ message, location: null }])
  }

  /** From now on it takes nothing in. */
  block(runningEntry: number): void {
    this.isBlocked = true
    this.#running = runningEntry
  }

  run(entry: number): void {
    this.#running = entry
  }

  /** Posts a batch of commands. */
  answer(write: (commands: HandlerCommands) => void): void {
    const writer = new CommandWriter()
    write(writer)
    this.#events?.batch(writer.take())
  }

  exit(end: HostEnd): void {
    if (this.isGone) return
    this.isGone = true
    this.#events?.exited(end)
  }
}

/** Writes each event as a short line into `lines`. */
export function describing(lines: string[]): HandlerEvents {
  const add = (...words: readonly unknown[]): void => {
    lines.push(words.join(' '))
  }
  const who = (connection: AdoptedConnection): string => {
    const rooms = connection.rooms.length > 0 ? ` in ${connection.rooms.join(',')}` : ''
    return `c${connection.connection}${rooms}`
  }
  return {
    upgrade: (request, info) => add('upgrade', request, info.path),
    opened: (entry, connection) => add(`#${entry}`, 'opened', who(connection)),
    adopted: (entry, connection, reloaded) =>
      add(reloaded ? `#${entry} reloaded` : 'adopted', who(connection)),
    message: (entry, connection, _type, payload) => add(`#${entry}`, `c${connection}`, payload),
    upstreamMessage: (entry, connection, rule, _type, payload) =>
      add(`#${entry}`, `c${connection}`, `from ${rule}:`, payload),
    closed: (entry, connection, close) => add(`#${entry}`, `c${connection}`, 'closed', close.code),
    joined: (connection, room) => add(`c${connection}`, 'joined', room),
    left: (connection, room) => add(`c${connection}`, 'left', room),
    metadataSet: (connection, key, value) => add(`c${connection}`, key, '=', JSON.stringify(value)),
    stateSet: (key, value) => add('state', key, '=', JSON.stringify(value)),
    drained: (connection, request) => add(`c${connection}`, 'drained', request),
    action: (entry, handler, action) => add(`#${entry}`, 'action', handler, action),
    rules: (rules) => add('rules', rules.map((rule) => rule.name).join(',')),
    ruleSwitched: (rule, enabled) => add('rule', rule, enabled ? 'on' : 'off'),
    ruleSwitchedFor: (connection, rule, enabled) => add(`c${connection}`, 'rule', rule, String(enabled)),
  }
}
