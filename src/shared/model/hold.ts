import type { ConnectionId } from './connection'
import type { DataType } from './message'

/** Where a message can be held: the client's leg, and the upstream's where a rule passes it through. */
export const holdDirections = ['from-client', 'to-client', 'to-upstream', 'from-upstream'] as const
export type HoldDirection = (typeof holdDirections)[number]

/**
 * What came of a message at a breakpoint: `held` while it is; `waited` had nothing against it but had to stay
 * behind one that was held.
 */
export const holdOutcomes = ['held', 'released', 'edited', 'dropped', 'waited'] as const
export type HoldOutcome = (typeof holdOutcomes)[number]

/** What the row of a message that met a breakpoint shows of it. */
export interface HoldMark {
  readonly outcome: HoldOutcome
  /** How long it was held; 0 while it still is. */
  readonly ms: number
}

/** A message that waits for the user, without its body. */
export interface HeldMessage {
  /** Unique for the life of the engine. */
  readonly id: number
  /** Its traffic entry. */
  readonly entry: number
  readonly connectionId: ConnectionId
  readonly path: string
  readonly direction: HoldDirection
  readonly breakpoint: string
  readonly type: DataType
  readonly preview: string
  /** Payload bytes. */
  readonly size: number
  /** Milliseconds since the epoch. */
  readonly heldAt: number
  /** When the time-out decides, in milliseconds since the epoch; null: never. */
  readonly deadline: number | null
}

/** What is held, as the window shows it. */
export interface HeldMessages {
  readonly total: number
  /** Messages that wait behind held ones. */
  readonly waiting: number
  /** The oldest ones, at most `shownHeldMessages`. */
  readonly messages: readonly HeldMessage[]
}

export const shownHeldMessages = 200

/** The body of a held message, for the editor. */
export type HeldBody =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'binary'; readonly data: Uint8Array }
