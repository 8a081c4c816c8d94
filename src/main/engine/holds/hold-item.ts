import type { HoldDirection } from '../../../shared/model/hold'
import type { DataType, Payload } from '../../../shared/model/message'
import type { Connection } from '../server/connection'
import type { ActiveBreakpoint } from './breakpoint-table'

/** A message on its way past the breakpoints. */
export interface Passage {
  readonly connection: Connection
  readonly direction: HoldDirection
  readonly type: DataType
  readonly payload: Payload
  /** Its traffic entry. */
  readonly entry: number
  /** Sends it on its way, as it is or as it was edited; false where nobody takes it any more. */
  readonly pass: (type: DataType, payload: Payload, entry: number) => boolean
}

/** What the user put in the place of a message. */
export interface Edited {
  readonly type: DataType
  readonly payload: Payload
}

/** A message in a line; only one that is `passing` leaves it, at its head. */
export interface HoldItem {
  readonly id: number
  readonly passage: Passage
  /** By the engine's clock. */
  readonly arrivedAt: number
  state: 'judged' | 'held' | 'passing'
  held: Held | null
  edited: Edited | null
  /** Why it goes on, in words; '' where nothing held it. */
  words: string
}

/** How a message is held. */
export interface Held {
  readonly breakpoint: ActiveBreakpoint
  /** Milliseconds since the epoch. */
  readonly at: number
  /** By the engine's clock. */
  readonly since: number
  /** Milliseconds since the epoch; null: never. */
  deadline: number | null
  cancelTimer: (() => void) | null
}
