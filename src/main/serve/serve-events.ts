import type { ErrorCode } from '../../shared/errors'
import type { FaultAct } from '../../shared/model/fault-act'
import type { ConsoleLevel, HandlerInfo, HandlerStatus, SourceLocation } from '../../shared/model/handlers'
import type { Direction, Origin } from '../../shared/model/traffic'
import type { LimitAct } from '../engine/engine-events'

/** What `--json` prints, one per line; described in docs/serve.md. */
export type ServeEvent =
  | {
      readonly event: 'listening'
      readonly url: string
      readonly host: string
      readonly port: number
      readonly loopback: boolean
    }
  | { readonly event: 'handler-status'; readonly status: HandlerStatus }
  | { readonly event: 'handlers'; readonly handlers: readonly HandlerInfo[] }
  | {
      readonly event: 'connection-opened'
      readonly connection: string
      readonly path: string
      readonly query: string
      readonly remoteAddress: string
      readonly subprotocol: string
    }
  | {
      readonly event: 'connection-closed'
      readonly connection: string
      readonly code: number
      readonly reason: string
    }
  | {
      readonly event: 'connection-refused'
      readonly path: string
      readonly origin: string | null
      readonly status: number
      readonly reason: string
    }
  | ({ readonly event: 'limit' } & LimitAct)
  | ({
      readonly event: 'message'
      readonly connection: string
      readonly direction: Direction
      readonly from: Origin
      readonly size: number
      /** Only where faults act on it: what they do, as far as is known when it is sent. */
      readonly faults?: readonly FaultAct[]
    } & ({ readonly text: string } | { readonly base64: string }))
  | {
      readonly event: 'console'
      readonly level: ConsoleLevel
      readonly text: string
      readonly location: SourceLocation | null
    }
  | { readonly event: 'workspace'; readonly problem: string | null }
  | { readonly event: 'error'; readonly code: ErrorCode | 'usage'; readonly message: string }
  | { readonly event: 'stopped' }
