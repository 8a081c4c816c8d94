import type { Json } from '../../../shared/json'
import type { CloseInfo } from '../../../shared/model/connection'
import type { MessageType, Payload } from '../../../shared/model/message'
import { packBinaries } from '../binary-pack'
import { BatchCursor } from './batch-cursor'
import type { ActiveRule, AdoptedConnection, BatchItem, HandlerEvents, UpgradeInfo } from './protocol'

const op = {
  text: 0,
  message: 1,
  upstreamMessage: 2,
  upgrade: 3,
  opened: 4,
  adopted: 5,
  closed: 6,
  joined: 7,
  left: 8,
  metadataSet: 9,
  stateSet: 10,
  drained: 11,
  action: 12,
  rules: 13,
  ruleSwitched: 14,
  ruleSwitchedFor: 15,
} as const

/** Collects events for one `postMessage` to a handler worker. */
export class EventWriter implements HandlerEvents {
  #items: BatchItem[] = []
  /** Where in `#items` bytes are. */
  #binaries: number[] = []

  get isEmpty(): boolean {
    return this.#items.length === 0
  }

  /** The batch so far; the writer starts a new one. */
  take(): readonly BatchItem[] {
    const items = this.#items
    packBinaries(items, this.#binaries)
    this.#items = []
    this.#binaries = []
    return items
  }

  message(entry: number, connection: number, type: MessageType, payload: Payload): void {
    if (type === 'text' && typeof payload === 'string') {
      this.#items.push(op.text, entry, connection, payload)
    } else {
      this.#items.push(op.message, entry, connection, type)
      this.#pushPayload(payload)
    }
  }

  upstreamMessage(
    entry: number,
    connection: number,
    rule: string,
    type: MessageType,
    payload: Payload,
  ): void {
    this.#items.push(op.upstreamMessage, entry, connection, rule, type)
    this.#pushPayload(payload)
  }

  upgrade(request: number, info: UpgradeInfo): void {
    this.#items.push(op.upgrade, request, info)
  }

  opened(entry: number, connection: AdoptedConnection): void {
    this.#items.push(op.opened, entry, connection)
  }

  adopted(entry: number, connection: AdoptedConnection, reloaded: boolean): void {
    this.#items.push(op.adopted, entry, connection, reloaded)
  }

  closed(entry: number, connection: number, close: CloseInfo): void {
    this.#items.push(op.closed, entry, connection, close)
  }

  joined(connection: number, room: string): void {
    this.#items.push(op.joined, connection, room)
  }

  left(connection: number, room: string): void {
    this.#items.push(op.left, connection, room)
  }

  metadataSet(connection: number, key: string, value: Json | undefined): void {
    this.#items.push(op.metadataSet, connection, key, value)
  }

  stateSet(key: string, value: Json | undefined): void {
    this.#items.push(op.stateSet, key, value)
  }

  drained(connection: number, request: number): void {
    this.#items.push(op.drained, connection, request)
  }

  action(entry: number, handler: string, action: string, input: Json | undefined): void {
    this.#items.push(op.action, entry, handler, action, input)
  }

  rules(rules: readonly ActiveRule[]): void {
    this.#items.push(op.rules, rules)
  }

  ruleSwitched(rule: string, enabled: boolean): void {
    this.#items.push(op.ruleSwitched, rule, enabled)
  }

  ruleSwitchedFor(connection: number, rule: string, enabled: boolean | undefined): void {
    this.#items.push(op.ruleSwitchedFor, connection, rule, enabled)
  }

  #pushPayload(payload: Payload): void {
    if (typeof payload !== 'string') this.#binaries.push(this.#items.length)
    this.#items.push(payload)
  }
}

/** Replays a batch that an `EventWriter` collected, in order. */
export function readEvents(items: readonly BatchItem[], sink: HandlerEvents): void {
  const at = new BatchCursor(items)
  while (!at.atEnd) readEvent(at, sink)
}

function readEvent(at: BatchCursor, sink: HandlerEvents): void {
  const code = at.number()
  switch (code) {
    case op.text:
      sink.message(at.number(), at.number(), 'text', at.string())
      break
    case op.message:
      sink.message(at.number(), at.number(), at.value<MessageType>(), at.ownPayload())
      break
    case op.upstreamMessage:
      sink.upstreamMessage(at.number(), at.number(), at.string(), at.value<MessageType>(), at.ownPayload())
      break
    case op.upgrade:
      sink.upgrade(at.number(), at.value<UpgradeInfo>())
      break
    case op.opened:
      sink.opened(at.number(), at.value<AdoptedConnection>())
      break
    case op.adopted:
      sink.adopted(at.number(), at.value<AdoptedConnection>(), at.boolean())
      break
    case op.closed:
      sink.closed(at.number(), at.number(), at.value<CloseInfo>())
      break
    default:
      readRareEvent(code, at, sink)
      break
  }
}

function readRareEvent(code: number, at: BatchCursor, sink: HandlerEvents): void {
  switch (code) {
    case op.joined:
      sink.joined(at.number(), at.string())
      break
    case op.left:
      sink.left(at.number(), at.string())
      break
    case op.metadataSet:
      sink.metadataSet(at.number(), at.string(), at.value<Json | undefined>())
      break
    case op.stateSet:
      sink.stateSet(at.string(), at.value<Json | undefined>())
      break
    case op.drained:
      sink.drained(at.number(), at.number())
      break
    case op.action:
      sink.action(at.number(), at.string(), at.string(), at.value<Json | undefined>())
      break
    case op.rules:
      sink.rules(at.value<readonly ActiveRule[]>())
      break
    case op.ruleSwitched:
      sink.ruleSwitched(at.string(), at.boolean())
      break
    case op.ruleSwitchedFor:
      sink.ruleSwitchedFor(at.number(), at.string(), at.value<boolean | undefined>())
      break
    default:
      throw new Error(`Unknown event opcode ${code}`)
  }
}
