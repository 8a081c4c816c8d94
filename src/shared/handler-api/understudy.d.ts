/**
 * The `understudy` module: what a handler file imports.
 *
 * This one file feeds the handlers' type checks, the editor's completion and the documentation, so it
 * imports nothing.
 */

/** `c1`, `c2`, …: unique for the life of the server, never reused. */
export type ConnectionId = string

/** Bytes that can be sent as a binary message. They are copied, so the buffer may be reused at once. */
export type Bytes = Uint8Array | ArrayBuffer

/**
 * A value that came out of JSON. Like the result of `JSON.parse` it is not checked, so that it can be used
 * without ceremony; name the type you expect where it matters: `msg.json<Order>()`.
 */
// biome-ignore lint/suspicious/noExplicitAny: as in `JSON.parse`, the shape is known only to the user
export type JsonData = any

/** What a callback may return: nothing, or a promise. A promise is awaited; its value is not used. */
// biome-ignore lint/suspicious/noConfusingVoidType: a callback without a return statement returns void
export type HandlerResult = void | Promise<unknown>

// ---------------------------------------------------------------------------------------------------------
// Messages

/** A text message. */
export interface TextMessage {
  readonly type: 'text'
  readonly text: string
  /**
   * The text as JSON; parsed once and remembered.
   * @throws HandlerError of kind `json` when the text is not JSON.
   */
  json<Value = JsonData>(): Value
}

/** A binary message. */
export interface BinaryMessage {
  readonly type: 'binary'
  readonly data: Uint8Array
}

/** A ping or pong frame with its payload of up to 125 bytes. Pings are answered by the server itself. */
export interface HeartbeatMessage {
  readonly type: 'ping' | 'pong'
  readonly data: Uint8Array
}

/** The end of a connection, as a message. */
export interface CloseMessage {
  readonly type: 'close'
  readonly code: number
  readonly reason: string
}

/** A message on a connection; `type` tells which. */
export type WsMessage = TextMessage | BinaryMessage | HeartbeatMessage | CloseMessage

/** A message to be sent. Every `WsMessage` is one; it can also be written down: `{ type: 'text', text: 'hi' }`. */
export type OutgoingMessage =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'binary'; readonly data: Bytes }
  | { readonly type: 'ping' | 'pong'; readonly data?: string | Bytes | undefined }
  | { readonly type: 'close'; readonly code?: number | undefined; readonly reason?: string | undefined }

/** How a connection ended. */
export interface CloseInfo {
  /** 1000 normal, 1001 going away, 1005 none given, 1006 lost without a close frame, 4000–4999 your own. */
  readonly code: number
  readonly reason: string
  /** Whether a close frame was received and answered. */
  readonly wasClean: boolean
}

// ---------------------------------------------------------------------------------------------------------
// Paths

type PathDelimiter =
  | '/'
  | '.'
  | '-'
  | ':'
  | '*'
  | '{'
  | '}'
  | '\\'
  | '~'
  | '@'
  | ','
  | ';'
  | '='
  | '&'
  | '%'
  | ' '

type LeadingName<Text extends string, Name extends string = ''> = Text extends `${infer First}${infer Rest}`
  ? First extends PathDelimiter
    ? Name
    : LeadingName<Rest, `${Name}${First}`>
  : Name

type ColonNames<Path extends string> = Path extends `${string}:${infer Rest}`
  ? LeadingName<Rest> | ColonNames<Rest>
  : never

type StarNames<Path extends string> = Path extends `${string}*${infer Rest}`
  ? (LeadingName<Rest> extends '' ? '*' : LeadingName<Rest>) | StarNames<Rest>
  : never

type ParameterNames<Path extends string> = Exclude<ColonNames<Path>, ''> | StarNames<Path>

/** Names outside of `{…}`, which are always there. */
type RequiredPart<Path extends string> = Path extends `${infer Before}{${string}}${infer After}`
  ? `${Before}/${RequiredPart<After>}`
  : Path

type NamedParameters<All extends string, Required extends string> = {
  readonly [Name in Required]: string
} & { readonly [Name in Exclude<All, Required>]?: string | undefined }

/**
 * The parameters of a path pattern, derived from its literal:
 * `PathParams<'/ws/chat/:channel'>` is `{ readonly channel: string }`.
 * A `*` without a name is the parameter `'*'`; parts in braces are optional.
 */
export type PathParams<Path extends string> = string extends Path
  ? Readonly<Record<string, string>>
  : NamedParameters<ParameterNames<Path>, ParameterNames<RequiredPart<Path>>>

type AnyParams = Readonly<Record<string, string | undefined>>

// ---------------------------------------------------------------------------------------------------------
// Handlers

/** A handshake, before it is answered. */
export interface UpgradeRequest {
  /** Without the query: `/ws/chat/lobby`, percent-encoded as the client sent it. */
  readonly path: string
  /** Query parameters; of a repeated one the first. */
  readonly query: Readonly<Record<string, string | undefined>>
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** Subprotocols that the client offers, in its order. */
  readonly protocols: readonly string[]
  readonly remoteAddress: string
}

/** Refuses the handshake with an HTTP status (300–599). */
export interface UpgradeRefusal {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly body?: string | undefined
}

/** Accepts the handshake with one of the subprotocols that the client offers. */
export interface SubprotocolChoice {
  readonly protocol: string
}

/** What `onUpgrade` may return: nothing accepts (with the first subprotocol that the client offers, if any). */
export type UpgradeAnswer = UpgradeRefusal | SubprotocolChoice | undefined

/**
 * A handler: the default export of a file in `handlers/`. An array of handlers, or a class that implements
 * this interface (made once per load), will do as well.
 *
 * All handlers whose path matches see each message, in the order of the files' names and their place in the
 * export; `ctx.stop()` ends that for one message. A throw in a callback never closes the connection.
 */
export interface WsHandler<Path extends string = string> {
  /** Shown in the window; default: the file's name, numbered where a file has several. */
  readonly name?: string | undefined

  /**
   * Which connections this handler serves; default: all.
   *
   * - a path pattern: `/ws/chat/:channel`, `/ws/*` (also matches `/ws/` and everything below it)
   * - a regular expression; its named groups become `ctx.params`
   * - a function that decides
   */
  readonly handlesPath?: Path | RegExp | ((path: string, request: UpgradeRequest) => boolean) | undefined

  /** Runs before the handshake is answered; may refuse it or choose a subprotocol. The first answer counts. */
  onUpgrade?(
    request: UpgradeRequest,
    // biome-ignore lint/suspicious/noConfusingVoidType: a callback without a return statement returns void
  ): UpgradeAnswer | void | Promise<UpgradeAnswer | void>

  /** Runs once per connection and finishes before its first `onMessage`. */
  onConnect?(ctx: WsContext<PathParams<Path>>): HandlerResult

  /**
   * Runs for each message from the client, pings and pongs too, in the order of arrival. The next one of
   * the same connection starts when this one's promise settles; other connections do not wait.
   */
  onMessage?(ctx: WsContext<PathParams<Path>>, msg: WsMessage): HandlerResult

  /**
   * Runs for each message from the upstream on its way to the client. Return nothing to let it pass, a
   * message to replace it, `null` to drop it. Declare it with the handler: one that is set later, by other code, may not
   * be asked.
   */
  onUpstreamMessage?(
    ctx: WsContext<PathParams<Path>>,
    msg: TextMessage | BinaryMessage,
    // biome-ignore lint/suspicious/noConfusingVoidType: a callback without a return statement returns void
  ): OutgoingMessage | null | undefined | void | Promise<OutgoingMessage | null | undefined | void>

  /** Runs once, after the messages that were still pending. The connection can't be sent to any more. */
  onDisconnect?(ctx: WsContext<PathParams<Path>>, close: CloseInfo): HandlerResult

  /** Runs once per open connection when this code replaces older code; `onConnect` does not run again. */
  onReload?(ctx: WsContext<PathParams<Path>>): HandlerResult

  /** Buttons in the window, by their label. */
  readonly actions?:
    | Readonly<Record<string, (server: WsServer, input?: JsonData) => HandlerResult>>
    | undefined
}

/**
 * Types a handler: `ctx.params` is derived from the literal of `handlesPath`. Returns its argument.
 *
 * @example
 * export default defineHandler({
 *   handlesPath: '/ws/chat/:channel',
 *   onConnect(ctx) { ctx.sendText(`Welcome to ${ctx.params.channel}`) },
 * })
 */
export declare function defineHandler<Path extends string = string>(handler: WsHandler<Path>): WsHandler

/**
 * One connection, as a callback sees it. Sends keep their order and need no `await`; they do no harm with one.
 *
 * What a context causes is shown in the window as the effect of the message that it was made for, also after
 * an `await`; use `server` for what has no such cause.
 */
export interface WsContext<Params = Readonly<Record<string, string>>> {
  readonly connectionId: ConnectionId
  /** Without the query, percent-encoded as the client sent it. */
  readonly path: string
  /** Parameters of the path pattern, percent-decoded; the named groups if `handlesPath` is a RegExp. */
  readonly params: Params
  /** Query parameters; of a repeated one the first. */
  readonly query: Readonly<Record<string, string | undefined>>
  /** The handshake's headers; names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** The chosen subprotocol, or `''`. */
  readonly subprotocol: string
  readonly remoteAddress: string
  /** Aborted when the connection ends. */
  readonly signal: AbortSignal
  readonly server: WsServer

  /** @throws HandlerError of kind `send` when the connection is closed. */
  sendText(text: string): void
  /** @throws HandlerError of kind `send` when the connection is closed. */
  sendBinary(bytes: Bytes): void
  /**
   * Sends `value` as JSON text.
   * @throws HandlerError of kind `json` for what JSON has no words for (undefined, a function, a BigInt, a
   * circle), of kind `send` when the connection is closed.
   */
  sendJson(value: unknown): void
  /** Sends a message of any type; one of type `close` closes the connection. */
  send(message: OutgoingMessage): void
  /**
   * Sends a ping of at most 125 bytes.
   * @throws HandlerError of kind `send` when the connection is closed or the data too long.
   */
  ping(data?: string | Bytes): void
  /**
   * Closes the connection; closing it twice does nothing.
   * @param code 1000 (default), 1001–1014 except 1004–1006, or 3000–4999.
   * @param reason At most 123 bytes of UTF-8.
   * @throws HandlerError of kind `connection` for a code or reason that can't be sent.
   */
  close(code?: number, reason?: string): void

  /** @throws HandlerError of kind `room` when the name is empty. */
  joinRoom(room: string): void
  /** Leaving a room that it is not in does nothing. */
  leaveRoom(room: string): void
  /** The rooms of this connection, in the order of joining. */
  getRooms(): string[]
  getRoomMembers(room: string): ConnectionId[]
  /**
   * Sends to every member of the room, this connection too if it is one.
   * @param options.except a connection that is left out: `{ except: ctx.connectionId }`.
   */
  broadcastToRoom(room: string, message: string | Bytes, options?: BroadcastOptions): void

  /**
   * Keeps a JSON value with the connection. It survives a reload and shows in the window; `undefined` deletes.
   * @throws HandlerError of kind `json` when it is not JSON.
   */
  setMetadata(key: string, value: unknown): void
  getMetadata<Value = JsonData>(key: string): Value | undefined

  /**
   * Sends a message to this path's upstream now: the first passthrough rule that is switched on and matches
   * the path; the rule's own filter is not asked.
   * @param msg default: the message being handled.
   * @throws HandlerError of kind `connection` when no rule matches.
   */
  passthrough(msg?: TextMessage | BinaryMessage | string | Bytes): void

  /** Keeps this message from the handlers that come after this one. */
  stop(): void
  /** Writes a line to the console. */
  log(...values: unknown[]): void
  /**
   * Resolves when this client's send buffer is below the high-water mark, or the connection has ended.
   *
   * @example
   * for (const row of rows) { ctx.sendJson(row); await ctx.drain() }
   */
  drain(): Promise<void>
}

export interface BroadcastOptions {
  readonly except?: ConnectionId | undefined
}

/** A connection, as `server.connections()` lists it. */
export interface ConnectionInfo {
  readonly id: ConnectionId
  readonly path: string
  readonly subprotocol: string
  readonly remoteAddress: string
  readonly rooms: readonly string[]
  readonly metadata: Readonly<Record<string, JsonData>>
}

/** A JSON key-value store of the workspace: survives reloads, visible and editable in the window. */
export interface WsState {
  get<Value = JsonData>(key: string): Value | undefined
  /**
   * `undefined` deletes.
   * @throws HandlerError of kind `json` when the value is not JSON.
   */
  set(key: string, value: unknown): void
  has(key: string): boolean
  delete(key: string): void
  keys(): string[]
}

/** The whole server, for timers, actions and everything else that is not about one connection. */
export interface WsServer {
  /** Sends to every member of the room. */
  broadcastToRoom(room: string, message: string | Bytes, options?: BroadcastOptions): void
  getRoomMembers(room: string): ConnectionId[]
  /** The open connections, oldest first. */
  connections(): ConnectionInfo[]
  /**
   * Sends to one connection.
   * @throws HandlerError of kind `connection` when there is no such connection.
   */
  sendTo(connectionId: ConnectionId, message: string | Bytes | OutgoingMessage): void
  readonly state: WsState
}

/**
 * The server. Timers belong to the code that started them: they end when the file is reloaded.
 *
 * @example
 * setInterval(() => server.broadcastToRoom('prices', JSON.stringify(tick())), 1000)
 */
export declare const server: WsServer

// ---------------------------------------------------------------------------------------------------------
// Patterns and routes

type RegexGroupNames<Source extends string> = Source extends `${string}(?<${infer Rest}`
  ? Rest extends `${'=' | '!'}${infer AfterLookbehind}`
    ? RegexGroupNames<AfterLookbehind>
    : Rest extends `${infer Name}>${infer After}`
      ? Name | RegexGroupNames<After>
      : never
  : never

/** The named groups of a regular expression, derived from its literal. */
export type RegexGroups<Source extends string> = string extends Source
  ? Readonly<Record<string, string>>
  : { readonly [Name in RegexGroupNames<Source>]: string }

/** What a pattern found. */
export interface PatternMatch<Groups = Readonly<Record<string, string>>> {
  /** Named groups of a regular expression; one that took no part is `''`. */
  readonly groups: Groups
  /** Groups of a regular expression by their number less one; one that took no part is `''`. */
  readonly captures: readonly string[]
  /** Values that a JSONPath found. */
  readonly values: readonly JsonData[]
}

export type PatternKind = 'regex' | 'jsonpath' | 'exact' | 'any'

/** Recognises messages. Only `any` recognises binary ones; none recognises pings, pongs and closes. */
export interface MessagePattern<
  Groups = Readonly<Record<string, string>>,
  Kind extends PatternKind = PatternKind,
> {
  readonly kind: Kind
  matches(textOrMessage: string | WsMessage): boolean
  /** What was found, or null where the pattern does not match. */
  match(textOrMessage: string | WsMessage): PatternMatch<Groups> | null
  /**
   * The first value that a JSONPath finds in the message, or undefined (also for text that is not JSON).
   * @throws HandlerError of kind `pattern` when the query is invalid.
   */
  extract<Value = JsonData>(textOrMessage: string | WsMessage, query: string): Value | undefined
}

export declare const MessagePattern: {
  /**
   * Text that a regular expression finds a match in.
   * @throws HandlerError of kind `pattern` when `source` or `flags` is invalid.
   * @example MessagePattern.regex('^/join (?<room>.+)$')
   */
  regex<const Source extends string>(
    source: Source,
    flags?: string,
  ): MessagePattern<RegexGroups<Source>, 'regex'>
  /**
   * JSON text in which a JSONPath finds something or, with `equals`, a value that is deeply equal to it.
   * Text that is not JSON does not match, which is no error. Filters see the document only.
   * @throws HandlerError of kind `pattern` when the query is invalid.
   * @example MessagePattern.jsonpath('$.type', 'subscribe')
   */
  jsonpath(query: string, equals?: unknown): MessagePattern<Readonly<Record<string, string>>, 'jsonpath'>
  /** Exactly this text. */
  exact(text: string): MessagePattern<Readonly<Record<string, string>>, 'exact'>
  /** Every text and binary message. */
  any(): MessagePattern<Readonly<Record<string, string>>, 'any'>
}

/** The message that a route for a pattern of this kind gets. */
export type RoutedMessage<Kind extends PatternKind> = Kind extends 'any'
  ? TextMessage | BinaryMessage
  : TextMessage

/**
 * Routes messages by pattern: the first matching route that answers ends it.
 *
 * @example
 * const router = new MessageRouter()
 *   .on(MessagePattern.exact('ping'), () => 'pong')
 *   .on(MessagePattern.jsonpath('$.type', 'sum'), (_ctx, msg) => {
 *     const { a, b } = msg.json()
 *     return { sum: a + b }
 *   })
 */
export declare class MessageRouter {
  /**
   * Adds a route. A string that the callback returns is sent as text, bytes as binary, any other value as
   * JSON; one that returns nothing falls through to the next route, unless it called `ctx.stop()`.
   */
  on<Groups, Kind extends PatternKind>(
    pattern: MessagePattern<Groups, Kind>,
    callback: (ctx: WsContext, msg: RoutedMessage<Kind>, match: PatternMatch<Groups>) => unknown,
  ): this
  /** Answers the message. Resolves to whether a route did, or ended it by `ctx.stop()`. */
  route<Params extends AnyParams>(ctx: WsContext<Params>, msg: WsMessage): Promise<boolean>
  /**
   * Without a context: returns the reply instead of sending it (a promise if the route's callback is
   * asynchronous), or undefined. For unit tests.
   */
  route(textOrMessage: string | WsMessage): JsonData
}

// ---------------------------------------------------------------------------------------------------------
// Passthrough

export interface PassthroughOptions {
  /** Connections that the rule is for: a path pattern, default every path. */
  readonly path?: string | undefined
  /** Messages of the upstream that reach the client; default: all. */
  readonly serverToClient?: MessagePattern | undefined
  /** Whether the handlers see a forwarded message, too; default: false. */
  readonly alsoHandle?: boolean | undefined
  /** What the client sees when the upstream closes: the same close (`relay`, default) or nothing (`keep`). */
  readonly onUpstreamClose?: 'relay' | 'keep' | undefined
  /** Headers of the client's handshake that are sent upstream. Query and subprotocols always are. */
  readonly forwardHeaders?: readonly string[] | undefined
  /** Whether the upstream's certificate is verified; default: true. */
  readonly verifyTls?: boolean | undefined
}

/** Which messages go to which upstream. */
export declare class PassthroughConfig {
  /**
   * @param upstreamUrl `wss://api.example.com/ws`; ends it in `/*`, what the `*` of `path` matched is appended.
   * @throws HandlerError of kind `connection` when it is not a ws:// or wss:// URL.
   * @throws HandlerError of kind `pattern` when `options.path` is invalid.
   */
  constructor(pattern: MessagePattern, upstreamUrl: string, options?: PassthroughOptions)
  /** @throws HandlerError of kind `pattern` when `source` is no regular expression. */
  static regex(source: string, upstreamUrl: string, options?: PassthroughOptions): PassthroughConfig
  readonly pattern: MessagePattern
  readonly upstreamUrl: string
  readonly options: PassthroughOptions
}

/**
 * A passthrough rule that is declared in code. It shows in the Passthrough panel with its switch, like the
 * workspace's own rules, and like those it is asked before the handlers.
 *
 * @example
 * export default new PassthroughHandler(
 *   new PassthroughConfig(MessagePattern.jsonpath('$.subscribe'), 'wss://api.example.com/ws'),
 * )
 */
export declare class PassthroughHandler implements WsHandler {
  constructor(config: PassthroughConfig)
  readonly config: PassthroughConfig
  readonly handlesPath: string
  readonly upstreamUrl: string
  /** Whether the message goes upstream. */
  shouldPassthrough(textOrMessage: string | WsMessage): boolean
}

// ---------------------------------------------------------------------------------------------------------
// Registry and errors

/** Handlers in the order in which they see messages. The server has one of its own; this is for unit tests. */
export declare class HandlerRegistry {
  register(handler: WsHandler): void
  /** The handlers whose `handlesPath` matches, in the order of registration. */
  getHandlers(path: string): WsHandler[]
  hasHandlerFor(path: string): boolean
  clear(): void
  readonly length: number
  readonly isEmpty: boolean
  /** Whether a save reloads the handlers (`UNDERSTUDY_WS_HOTRELOAD`). */
  readonly isHotReloadEnabled: boolean
}

/**
 * - `send`: the connection is closed, or the message can't be sent
 * - `json`: not JSON
 * - `pattern`: an invalid regular expression, JSONPath or path pattern
 * - `room`: an invalid room name
 * - `connection`: no such connection or upstream, an invalid close code
 * - `generic`: anything else
 */
export type HandlerErrorKind = 'send' | 'json' | 'pattern' | 'room' | 'connection' | 'generic'

export declare class HandlerError extends Error {
  constructor(kind: HandlerErrorKind, message: string, options?: { readonly cause?: unknown })
  readonly kind: HandlerErrorKind
}
