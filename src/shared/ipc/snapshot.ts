import type { Json } from '../json'
import type { ClientId, ClientLine, ClientLogChange, ClientView } from '../model/client'
import type { ConnectionId, ConnectionSummary, RoomSummary } from '../model/connection'
import type { EntryMark } from '../model/entry-mark'
import type { ConsoleLine, HandlerFile, HandlerInfo, HandlerStatus } from '../model/handlers'
import type { HeldMessages } from '../model/hold'
import type { Preferences } from '../model/preferences'
import type { RecordingActivity } from '../model/recording'
import type { SavedMessageFile } from '../model/saved-message'
import type { EngineStats, ServerStatus } from '../model/server'
import type { ExportProgress, TrafficTail } from '../model/traffic'
import type {
  Breakpoint,
  Fault,
  Holding,
  Pairing,
  PassthroughRule,
  Scenario,
  ServerSettings,
  WorkspaceInfo,
  WorkspaceProblem,
} from '../model/workspace'

/** A rule and its switch as it stands, scenario applied; `code` where a handler declares it. */
export interface RuleView {
  readonly rule: PassthroughRule
  readonly enabled: boolean
  readonly source: 'workspace' | 'code'
}

export interface FaultView {
  readonly fault: Fault
  readonly enabled: boolean
}

export interface BreakpointView {
  readonly breakpoint: Breakpoint
  readonly enabled: boolean
  /** Why it is not used although it is on, or null. */
  readonly problem: string | null
}

export interface ScenariosView {
  readonly all: readonly Scenario[]
  readonly active: string | null
  /** The handler files that the workspace itself disables, whatever the scenario says. */
  readonly disabledHandlers: readonly string[]
}

/** What this app is and what it runs on. */
export interface AboutApp {
  readonly version: string
  readonly electron: string
  readonly chromium: string
  readonly node: string
  /** `linux x64` */
  readonly platform: string
}

/** Parts that are small and pushed whole when they change. */
export interface Slices {
  readonly server: ServerStatus
  readonly workspace: WorkspaceInfo
  readonly settings: ServerSettings
  readonly preferences: Preferences
  readonly samples: readonly string[]
  readonly recentWorkspaces: readonly string[]
  readonly scenarios: ScenariosView
  readonly handlerStatus: HandlerStatus
  readonly handlerFiles: readonly HandlerFile[]
  readonly handlers: readonly HandlerInfo[]
  readonly rules: readonly RuleView[]
  readonly faults: readonly FaultView[]
  readonly breakpoints: readonly BreakpointView[]
  readonly holding: Holding
  readonly pairing: Pairing
  readonly held: HeldMessages
  readonly savedMessages: {
    readonly messages: readonly SavedMessageFile[]
    readonly problems: readonly WorkspaceProblem[]
  }
  readonly state: Readonly<Record<string, Json>>
  readonly stats: EngineStats
  readonly traffic: TrafficTail
  readonly marks: readonly EntryMark[]
  /** The export that runs, null for none. */
  readonly exporting: ExportProgress | null
  readonly clients: readonly ClientView[]
  /** Where built-in clients were connected to, the latest first. */
  readonly clientAddresses: readonly string[]
  readonly recording: RecordingActivity
}

/** Everything the window shows. */
export interface Snapshot {
  /** The push that this is valid for; only later ones are applied to it. */
  readonly push: number
  readonly slices: Slices
  readonly connections: readonly ConnectionSummary[]
  readonly rooms: readonly RoomSummary[]
  readonly console: readonly ConsoleLine[]
  readonly clientLogs: readonly { readonly client: ClientId; readonly lines: readonly ClientLine[] }[]
}

/** One push, at most 30 a second: what changed since the former one. */
export interface Push {
  readonly push: number
  readonly slices: Partial<Slices>
  /** New or changed connections, and those to be taken off the list. */
  readonly connections: {
    readonly changed: readonly ConnectionSummary[]
    readonly removed: readonly ConnectionId[]
  }
  /** Changed rooms; one without members is gone. */
  readonly rooms: readonly RoomSummary[]
  readonly console: { readonly cleared: boolean; readonly added: readonly ConsoleLine[] }
  /** Of the clients whose logs have changed. */
  readonly clientLogs: readonly ClientLogChange[]
}
