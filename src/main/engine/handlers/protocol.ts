import type { Json } from '../../../shared/json'
import type { CloseInfo } from '../../../shared/model/connection'
import type {
  ConsoleLevel,
  HandlerInfo,
  HandlerProblem,
  SourceLocation,
} from '../../../shared/model/handlers'
import type { LoggedValue } from '../../../shared/model/logged-value'
import type { MessageType, Payload } from '../../../shared/model/message'
import type { PassthroughRule } from '../../../shared/model/workspace'

/**
 * What main and the handler worker say to each other.
 *
 * Two kinds of traffic: rare control messages (`ToWorker`, `FromWorker`), and batches. A batch is
 * described by a sink interface; `event-batch.ts` and `command-batch.ts` hold the writer that
 * implements the sink by appending to a flat array (structured clone of a flat array is several times
 * cheaper than of an object per message) and the reader that replays the array into another sink.
 *
 * Connections are numbers here (`12` is shown as `c12`). An `entry` is the sequence number of the
 * traffic entry that an event or a command belongs to; 0 means none.
 */

/** What a handler may know of a handshake. */
export interface UpgradeInfo {
  readonly path: string
  /** Without the question mark. */
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  readonly remoteAddress: string
  /** Subprotocols that the client offers, in its order. */
  readonly protocols: readonly string[]
}

/** A connection as a worker adopts it: on opening, and when newer code takes it over. */
export interface AdoptedConnection extends UpgradeInfo {
  readonly connection: number
  readonly subprotocol: string
  readonly openedAt: number
  readonly rooms: readonly string[]
  readonly metadata: Readonly<Record<string, Json>>
  /** Rules that are switched for this one, by name, whatever the rule's own switch says. */
  readonly passthrough: Readonly<Record<string, boolean>>
  /** Whose statistics its handlers' times belong to. */
  readonly pathId: number
}

/** A rule with its switch as it stands now, scenario applied. */
export type ActiveRule = PassthroughRule

/** Main → worker. Each method is one event; those of one connection are handled strictly in order. */
export interface HandlerEvents {
  upgrade(request: number, info: UpgradeInfo): void
  /** Runs `onConnect`. */
  opened(entry: number, connection: AdoptedConnection): void
  /**
   * This worker takes over an open connection; runs `onReload` if `reloaded`. With entry 0 it may also only
   * be introduced to one that older code still serves: it then adopts it again later.
   */
  adopted(entry: number, connection: AdoptedConnection, reloaded: boolean): void
  message(entry: number, connection: number, type: MessageType, payload: Payload): void
  upstreamMessage(entry: number, connection: number, rule: string, type: MessageType, payload: Payload): void
  /** Runs `onDisconnect` after what is still pending. */
  closed(entry: number, connection: number, close: CloseInfo): void
  /** Replica updates: made by the user, the engine, or another worker. */
  joined(connection: number, room: string): void
  left(connection: number, room: string): void
  /** `undefined` deletes. */
  metadataSet(connection: number, key: string, value: Json | undefined): void
  stateSet(key: string, value: Json | undefined): void
  /** The client's send buffer fell below the high-water mark. */
  drained(connection: number, request: number): void
  /** A button in the window. */
  action(entry: number, handler: string, action: string, input: Json | undefined): void
  /** All rules, with their switches; replaces the former ones. */
  rules(rules: readonly ActiveRule[]): void
  /** The switch of a rule that is declared in code. */
  ruleSwitched(rule: string, enabled: boolean): void
  /** A rule's switch for one connection; `undefined`: it follows the rule's own again. */
  ruleSwitchedFor(connection: number, rule: string, enabled: boolean | undefined): void
}

export type UpgradeDecision =
  | {
      readonly accept: true
      readonly protocol: string | null
      /** Names of the matching handlers, in order; empty where only rules match. */
      readonly handlers: readonly string[]
    }
  | {
      readonly accept: false
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
      readonly by: string
    }
  /** No handler and no rule matches: `unmatchedPath` decides. */
  | { readonly accept: 'unmatched' }

/** Worker → main. Main applies them in order. */
export interface HandlerCommands {
  upgradeDecision(request: number, decision: UpgradeDecision): void
  /** Names of the handlers that match an adopted connection, in order. */
  matched(connection: number, handlers: readonly string[]): void
  /** Where the send, broadcast, forward or close that comes next was called; told of a few per second only. */
  calledAt(place: SourceLocation): void
  send(cause: number, connection: number, type: MessageType, payload: Payload): void
  close(cause: number, connection: number, code: number, reason: string): void
  join(cause: number, connection: number, room: string): void
  leave(cause: number, connection: number, room: string): void
  /** `except` 0: nobody. */
  broadcast(cause: number, room: string, payload: Payload, except: number): void
  setMetadata(connection: number, key: string, value: Json | undefined): void
  setState(key: string, value: Json | undefined): void
  /**
   * Client → upstream by a rule; `upstream` is the resolved URL, query included. `always`: until the rules or the code change,
   * every message of the connection goes there and to no handler.
   */
  forward(
    cause: number,
    connection: number,
    rule: string,
    upstream: UpstreamTarget,
    type: MessageType,
    payload: Payload,
    always: boolean,
  ): void
  /**
   * Upstream → client; `edited` when a handler replaced the message. `always`: until the rules or the code change, every reply
   * through the rule reaches the client as it is.
   */
  deliver(
    cause: number,
    connection: number,
    rule: string,
    type: MessageType,
    payload: Payload,
    edited: boolean,
    always: boolean,
  ): void
  drainRequest(connection: number, request: number): void
  /** `values`: what the line can be looked into for, besides its text. */
  log(
    cause: number,
    level: ConsoleLevel,
    text: string,
    location: SourceLocation | null,
    values: readonly LoggedValue[],
  ): void
  /** A callback threw; the event still counts as handled. */
  failed(cause: number, connection: number, handler: string, kind: string, problem: HandlerProblem): void
  /** How long messages on a path took, since that was told last: µs and count, µs and count, … */
  took(pathId: number, pairs: readonly number[]): void
  /**
   * The event is done with: every event of `HandlerEvents` that carries an entry ends with exactly one of
   * these, posted in the same batch as its last commands.
   * `why`: one line per step, `actor\toutcome\tdurationMs`, joined by newlines; '' when nobody acted. Where there was one
   * step, as there mostly is, it comes without its duration, and that beside it.
   */
  handled(entry: number, connection: number, why: string, durationMs: number | null): void
}

/** Where a forwarded message goes and how the link behaves; equal for all messages of a rule and connection. */
export interface UpstreamTarget {
  readonly url: string
  readonly forwardHeaders: readonly string[]
  readonly onUpstreamClose: 'relay' | 'keep'
  readonly verifyTls: boolean
}

/** A flat run of operations: opcode, arguments, opcode, arguments, … */
export type BatchItem = number | string | boolean | null | undefined | Uint8Array | object

export interface LoadRequest {
  readonly type: 'load'
  /** Compiled entry modules, in the order of the handlers' files. */
  readonly modules: readonly { readonly file: string; readonly url: string }[]
  readonly rules: readonly ActiveRule[]
  /** Switches of rules that are declared in code, by name, where the user turned one. */
  readonly codeRuleSwitches: Readonly<Record<string, boolean>>
  readonly state: Readonly<Record<string, Json>>
  readonly hotReload: boolean
}

export type ToWorker =
  | LoadRequest
  | { readonly type: 'batch'; readonly seq: number; readonly items: readonly BatchItem[] }
  /** Finish what was received, run no more timers, then exit by itself. */
  | { readonly type: 'stop' }

export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'loaded'; readonly handlers: readonly HandlerInfo[] }
  | { readonly type: 'load-failed'; readonly problems: readonly HandlerProblem[] }
  | { readonly type: 'batch'; readonly items: readonly BatchItem[] }
  /** User code has called `process.exit` here (`call` null) or what else ends a process; the thread ends right after. */
  | { readonly type: 'exiting'; readonly call: string | null; readonly location: SourceLocation | null }

/**
 * Shared memory for what a blocked thread can't say any more, as Int32 slots.
 * `received`: sequence number of the newest batch that arrived (the receipt ack).
 * `running`: entry of the event whose callback runs right now, 0 outside of callbacks.
 * `posted`: sequence number of the newest batch that main has posted, for a worker that is awake.
 */
export const livenessSlots = { received: 0, running: 1, posted: 2 } as const
export const livenessBytes = 12

/** Items of what counts as a few events; a batch of none is a probe. */
export const fewItems = 16

/** `workerData` of the handler worker. */
export interface HandlerWorkerData {
  readonly liveness: SharedArrayBuffer
  /** Unguessable; on every message of the worker's own, so that what handlers post there is not taken for one. */
  readonly seal: string
}
