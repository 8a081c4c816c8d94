import { t } from '../text/t'

/** The listening socket's state, as the toolbar shows it. */
export type ServerStatus =
  | { readonly state: 'stopped' }
  | { readonly state: 'starting' }
  | {
      readonly state: 'running'
      /** `ws://127.0.0.1:4400`, ready to be copied. */
      readonly url: string
      readonly host: string
      readonly port: number
      /** False when other machines can reach it, which the window says loudly. */
      readonly loopback: boolean
    }
  | {
      readonly state: 'failed'
      readonly code: 'port-taken' | 'address-unavailable'
      readonly message: string
    }

/** The toolbar's words. */
export function describeServerStatus(status: ServerStatus): string {
  switch (status.state) {
    case 'stopped':
      return t`Stopped`
    case 'starting':
      return t`Starting…`
    case 'running':
      return t`Running ${status.url}`
    case 'failed':
      return status.message
    default:
      return status satisfies never
  }
}

/** The limits that the server keeps to. */
export type LimitName =
  | 'connections'
  | 'connection-rate'
  | 'header-size'
  | 'header-time'
  | 'payload'
  | 'fragments'
  | 'slow-client'
  | 'slow-handlers'

/** Counters since the server started, and rates over the last second. */
export interface EngineStats {
  readonly connections: number
  readonly rooms: number
  /** Messages received from clients and written to clients; each counts what happened. */
  readonly received: number
  readonly sent: number
  readonly receivedBytes: number
  readonly sentBytes: number
  readonly refused: number
  /** How often a limit acted: refused a handshake, closed a connection or paused reading from one. */
  readonly limited: number
  readonly receivedPerSecond: number
  readonly sentPerSecond: number
  /** From the arrival of a message to the write of its first answer, over the last 10 s; null with no answers. */
  readonly latencyP50Ms: number | null
  readonly latencyP99Ms: number | null
  readonly reloads: number
  readonly restarts: number
  readonly handlerErrors: number
}
