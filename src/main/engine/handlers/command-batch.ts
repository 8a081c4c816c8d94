import type { Json } from '../../../shared/json'
import type { ConsoleLevel, HandlerProblem, SourceLocation } from '../../../shared/model/handlers'
import type { LoggedValue } from '../../../shared/model/logged-value'
import type { MessageType, Payload } from '../../../shared/model/message'
import { packBinaries } from '../binary-pack'
import { BatchCursor } from './batch-cursor'
import type { BatchItem, HandlerCommands, UpgradeDecision, UpstreamTarget } from './protocol'

const op = {
  sendText: 0,
  handled: 1,
  send: 2,
  broadcast: 3,
  close: 4,
  join: 5,
  leave: 6,
  setMetadata: 7,
  setState: 8,
  forward: 9,
  deliver: 10,
  drainRequest: 11,
  log: 12,
  failed: 13,
  upgradeDecision: 14,
  matched: 15,
  calledAt: 16,
  step: 17,
  handledStep: 18,
  reply: 19,
  took: 20,
} as const

/** Items of a command that sends text. */
const textItems = 4

/** Collects commands for one `postMessage` to main. */
export class CommandWriter implements HandlerCommands {
  #items: BatchItem[] = []
  /** Where in `#items` bytes are. */
  #binaries: number[] = []
  /** Steps that this batch has told of, by their numbers, and the latest. */
  readonly #steps = new Map<string, number>()
  #latestStep = ''
  #latestStepNumber = 0
  /** Where the latest command to send text is, -1 where there is none. */
  #latestText = -1

  get isEmpty(): boolean {
    return this.#items.length === 0
  }

  /** The batch so far; the writer starts a new one. */
  take(): readonly BatchItem[] {
    const items = this.#items
    packBinaries(items, this.#binaries)
    this.#items = []
    this.#binaries = []
    this.#steps.clear()
    this.#latestStep = ''
    this.#latestText = -1
    return items
  }

  send(cause: number, connection: number, type: MessageType, payload: Payload): void {
    if (type === 'text' && typeof payload === 'string') {
      this.#latestText = this.#items.push(op.sendText, cause, connection, payload) - textItems
    } else {
      this.#items.push(op.send, cause, connection, type)
      this.#pushPayload(payload)
    }
  }

  handled(entry: number, connection: number, why: string, durationMs: number | null): void {
    if (durationMs === null) {
      this.#items.push(op.handled, entry, connection, why)
      return
    }
    if (why !== this.#latestStep) this.#lookUpStep(why)
    if (this.#isReplyTo(entry, connection)) {
      this.#items[this.#latestText] = op.reply
      this.#items.push(this.#latestStepNumber, durationMs)
    } else {
      this.#items.push(op.handledStep, entry, connection, this.#latestStepNumber, durationMs)
    }
    this.#latestText = -1
  }

  broadcast(cause: number, room: string, payload: Payload, except: number): void {
    this.#items.push(op.broadcast, cause, room)
    this.#pushPayload(payload)
    this.#items.push(except)
  }

  close(cause: number, connection: number, code: number, reason: string): void {
    this.#items.push(op.close, cause, connection, code, reason)
  }

  join(cause: number, connection: number, room: string): void {
    this.#items.push(op.join, cause, connection, room)
  }

  leave(cause: number, connection: number, room: string): void {
    this.#items.push(op.leave, cause, connection, room)
  }

  setMetadata(connection: number, key: string, value: Json | undefined): void {
    this.#items.push(op.setMetadata, connection, key, value)
  }

  setState(key: string, value: Json | undefined): void {
    this.#items.push(op.setState, key, value)
  }

  forward(
    cause: number,
    connection: number,
    rule: string,
    upstream: UpstreamTarget,
    type: MessageType,
    payload: Payload,
    always: boolean,
  ): void {
    this.#items.push(op.forward, cause, connection, rule, upstream, type)
    this.#pushPayload(payload)
    this.#items.push(always)
  }

  deliver(
    cause: number,
    connection: number,
    rule: string,
    type: MessageType,
    payload: Payload,
    edited: boolean,
    always: boolean,
  ): void {
    this.#items.push(op.deliver, cause, connection, rule, type)
    this.#pushPayload(payload)
    this.#items.push(edited, always)
  }

  drainRequest(connection: number, request: number): void {
    this.#items.push(op.drainRequest, connection, request)
  }

  log(
    cause: number,
    level: ConsoleLevel,
    text: string,
    location: SourceLocation | null,
    values: readonly LoggedValue[],
  ): void {
    this.#items.push(op.log, cause, level, text, location, values)
  }

  failed(cause: number, connection: number, handler: string, kind: string, problem: HandlerProblem): void {
    this.#items.push(op.failed, cause, connection, handler, kind, problem)
  }

  matched(connection: number, handlers: readonly string[]): void {
    this.#items.push(op.matched, connection, handlers)
  }

  calledAt(place: SourceLocation): void {
    this.#items.push(op.calledAt, place)
  }

  took(pathId: number, pairs: readonly number[]): void {
    this.#items.push(op.took, pathId, pairs)
  }

  upgradeDecision(request: number, decision: UpgradeDecision): void {
    this.#items.push(op.upgradeDecision, request, decision)
  }

  /** Makes it the latest step; the batch tells of each once. */
  #lookUpStep(step: string): void {
    const known = this.#steps.get(step)
    this.#latestStep = step
    this.#latestStepNumber = known ?? this.#steps.size
    if (known !== undefined) return
    this.#steps.set(step, this.#latestStepNumber)
    this.#items.push(op.step, step)
  }

  /** Whether the latest command is a text in answer to this very event, on its connection. */
  #isReplyTo(entry: number, connection: number): boolean {
    const at = this.#latestText
    const items = this.#items
    return (
      at >= 0 && items.length === at + textItems && items[at + 1] === entry && items[at + 2] === connection
    )
  }

  #pushPayload(payload: Payload): void {
    if (typeof payload !== 'string') this.#binaries.push(this.#items.length)
    this.#items.push(payload)
  }
}

/** Replays a batch that a `CommandWriter` collected, in order. */
export function readCommands(items: readonly BatchItem[], sink: HandlerCommands): void {
  const at = new BatchCursor(items)
  const steps: string[] = []
  while (!at.atEnd) readCommand(at, sink, steps)
}

function readCommand(at: BatchCursor, sink: HandlerCommands, steps: string[]): void {
  const code = at.number()
  switch (code) {
    case op.sendText:
      sink.send(at.number(), at.number(), 'text', at.string())
      break
    case op.reply:
      readReply(at, sink, steps)
      break
    case op.handledStep:
      sink.handled(at.number(), at.number(), steps[at.number()] ?? '', at.number())
      break
    case op.step:
      steps.push(at.string())
      break
    case op.handled:
      sink.handled(at.number(), at.number(), at.string(), null)
      break
    case op.send:
      sink.send(at.number(), at.number(), at.value<MessageType>(), at.payload())
      break
    case op.broadcast:
      sink.broadcast(at.number(), at.string(), at.payload(), at.number())
      break
    case op.close:
      sink.close(at.number(), at.number(), at.number(), at.string())
      break
    case op.join:
      sink.join(at.number(), at.number(), at.string())
      break
    case op.leave:
      sink.leave(at.number(), at.number(), at.string())
      break
    case op.setMetadata:
      sink.setMetadata(at.number(), at.string(), at.value<Json | undefined>())
      break
    case op.setState:
      sink.setState(at.string(), at.value<Json | undefined>())
      break
    default:
      readRareCommand(code, at, sink)
      break
  }
}

/** A text, and that with it its cause is handled. */
function readReply(at: BatchCursor, sink: HandlerCommands, steps: readonly string[]): void {
  const cause = at.number()
  const connection = at.number()
  sink.send(cause, connection, 'text', at.string())
  sink.handled(cause, connection, steps[at.number()] ?? '', at.number())
}

function readRareCommand(code: number, at: BatchCursor, sink: HandlerCommands): void {
  switch (code) {
    case op.forward:
      sink.forward(
        at.number(),
        at.number(),
        at.string(),
        at.value<UpstreamTarget>(),
        at.value<MessageType>(),
        at.payload(),
        at.boolean(),
      )
      break
    case op.deliver:
      sink.deliver(
        at.number(),
        at.number(),
        at.string(),
        at.value<MessageType>(),
        at.payload(),
        at.boolean(),
        at.boolean(),
      )
      break
    case op.drainRequest:
      sink.drainRequest(at.number(), at.number())
      break
    case op.log:
      sink.log(
        at.number(),
        at.value<ConsoleLevel>(),
        at.string(),
        at.value<SourceLocation | null>(),
        at.value<readonly LoggedValue[]>(),
      )
      break
    case op.failed:
      sink.failed(at.number(), at.number(), at.string(), at.string(), at.value<HandlerProblem>())
      break
    case op.matched:
      sink.matched(at.number(), at.value<readonly string[]>())
      break
    case op.calledAt:
      sink.calledAt(at.value<SourceLocation>())
      break
    case op.took:
      sink.took(at.number(), at.value<readonly number[]>())
      break
    case op.upgradeDecision:
      sink.upgradeDecision(at.number(), at.value<UpgradeDecision>())
      break
    default:
      throw new Error(`Unknown command opcode ${code}`)
  }
}
