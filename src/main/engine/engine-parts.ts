import type { Json } from '../../shared/json'
import type { CaptureLog } from './capture/capture-log'
import type { ConnectionChanges } from './connection-changes'
import type { ConsoleFeed } from './console-feed'
import type { HandlerWork } from './handlers/handler-work'
import type { DispatchTarget } from './handlers/lane'
import type { HandlerEvents } from './handlers/protocol'
import type { HoldDesk } from './holds/hold-desk'
import type { UpstreamLinks } from './passthrough/upstream-links'
import type { RoomManager } from './rooms/room-manager'
import type { Connection } from './server/connection'
import type { ConnectionRegistry } from './server/connection-registry'
import type { StatsMeter } from './stats/stats-meter'
import type { UpstreamTraffic } from './upstream-traffic'

/** What the engine's halves (clients, handlers, upstreams, the user) share. */
export interface EngineParts {
  readonly connections: ConnectionRegistry
  readonly rooms: RoomManager
  readonly links: UpstreamLinks
  readonly upstreams: UpstreamTraffic
  readonly capture: CaptureLog
  readonly holds: HoldDesk
  readonly meter: StatsMeter
  readonly work: HandlerWork<Connection>
  readonly state: Map<string, Json>
  readonly console: ConsoleFeed
  readonly changes: ConnectionChanges
  /** Tells all running versions of the handlers but the one that made the change itself. */
  readonly replicate: (except: DispatchTarget | null, write: (sink: HandlerEvents) => void) => void
  readonly onStateChanged: () => void
}
