import type { DeflateParameters } from './deflate-codec'

/**
 * The server that a case talks to: all defaults; compression on; a payload limit of 64 KiB and compression;
 * listening on `::1`.
 */
export type ServerKind = 'plain' | 'compressed' | 'small' | 'ipv6'

export type Step =
  /** Writes bytes; `chop` of them at a time, with the event loop turning in between. */
  | { readonly do: 'send'; readonly bytes: Uint8Array; readonly chop?: number }
  /** Waits until so many messages have come in all. */
  | { readonly do: 'await-messages'; readonly count: number }
  | { readonly do: 'await-pongs'; readonly count: number }
  | { readonly do: 'await-close' }
  /** Ends the client's side of the TCP connection. */
  | { readonly do: 'end' }

export interface Answers {
  /** Text as a string, binary as bytes. */
  readonly messages?: readonly (string | Uint8Array)[]
  readonly pongs?: readonly (string | Uint8Array)[]
}

export type Expectation =
  /** Those messages and pongs, then a clean closing handshake with 1000. */
  | ({ readonly kind: 'answers'; readonly compressed?: boolean } & Answers)
  /**
   * The server sends a close frame with `code` (null: a frame without one; 'none': no frame) and ends the
   * TCP connection; nothing comes after the close frame. Messages before it are optional unless given.
   */
  | ({ readonly kind: 'closes'; readonly code: number | null | 'none'; readonly reason?: string } & Answers)
  /** An HTTP answer with this status, and the end of the connection where `keepsAlive` is not set. */
  | {
      readonly kind: 'http'
      readonly status: number
      readonly headers?: readonly string[]
      readonly keepsAlive?: boolean
    }
  /** The TCP connection ends without an answer. */
  | { readonly kind: 'ends' }

/** One exchange with a server, in the manner of the Autobahn test suite. */
export interface ConformanceCase {
  /** Section and number, as Autobahn counts where it has the like: `5.6`. */
  readonly id: string
  readonly title: string
  /** What the client sends, in words. */
  readonly sends: string
  readonly server?: ServerKind
  /** The handshake's bytes; default: a good one for `/echo`. */
  readonly request?: string | Uint8Array
  /** How many bytes of the handshake go into one write; default: all. */
  readonly choppedRequest?: number
  /** What must be in the head of a 101. */
  readonly upgradeHeaders?: readonly string[]
  /** What must not be in it. */
  readonly noUpgradeHeaders?: readonly string[]
  /** How the server's compressed messages are to be read. */
  readonly inflate?: DeflateParameters
  /** Sent in one write with the handshake. */
  readonly pipelined?: Uint8Array
  readonly steps?: readonly Step[]
  readonly expects: Expectation
}

export interface Section {
  /** `5`. */
  readonly number: number
  readonly title: string
  readonly cases: readonly ConformanceCase[]
}

/** A write of frames, in one go or chopped. */
export function send(...frames: readonly Uint8Array[]): Step {
  return { do: 'send', bytes: Buffer.concat(frames) }
}

export function chopped(size: number, ...frames: readonly Uint8Array[]): Step {
  return { do: 'send', bytes: Buffer.concat(frames), chop: size }
}

export function awaitMessages(count: number): Step {
  return { do: 'await-messages', count }
}

/** Messages that come back as they were sent. */
export function echoes(...messages: readonly (string | Uint8Array)[]): Expectation {
  return { kind: 'answers', messages }
}

export function closes(code: number | null | 'none', answers: Answers = {}): Expectation {
  return { kind: 'closes', code, ...answers }
}
