/** A character, or a byte as two hexadecimal digits, that a fault replaced; '' where an empty payload had none. */
export interface Corruption {
  /** In UTF-16 units, or in bytes. */
  readonly at: number
  readonly was: string
  readonly became: string
}

/** One thing that a fault did to a message on its way to a client. `fault` is '' where no single one did it. */
export type FaultAct =
  | { readonly fault: string; readonly action: 'delayed'; readonly ms: number }
  | { readonly fault: string; readonly action: 'throttled'; readonly ms: number }
  /** Had to stay behind an earlier message that is delayed. */
  | { readonly fault: ''; readonly action: 'waited'; readonly ms: number }
  | { readonly fault: string; readonly action: 'dropped' }
  | { readonly fault: string; readonly action: 'duplicated' }
  | { readonly fault: string; readonly action: 'corrupted'; readonly corruption: Corruption }
  /** For the next message to go before it; null while it waits, else for how long in vain. */
  | { readonly fault: string; readonly action: 'held-back'; readonly ms: number | null }
  /** The next message went before it. */
  | { readonly fault: string; readonly action: 'reordered' }
  /** The connection was closed behind it. */
  | { readonly fault: string; readonly action: 'disconnected'; readonly code: number }
  /** It waited, and the connection ended before its turn came. */
  | { readonly fault: ''; readonly action: 'lost' }
