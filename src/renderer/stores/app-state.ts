import type { Slices } from '../../shared/ipc/snapshot'
import {
  type ClientDraft,
  type ClientId,
  type ClientLine,
  defaultClientOptions,
  emptyClientDraft,
} from '../../shared/model/client'
import type { ConnectionId, ConnectionSummary, RoomSummary } from '../../shared/model/connection'
import type { ConsoleLine, SourceLocation } from '../../shared/model/handlers'
import { defaultPreferences } from '../../shared/model/preferences'
import type { Breakpoint } from '../../shared/model/workspace'
import { type ComposerDraft, emptyDraft } from '../features/composer/composer-draft'
import type { MessageSaving } from '../features/composer/save-dialog'

/** Something that is wrong with the code in the editor, saved or not. */
export interface CodeProblem {
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly location: SourceLocation
}

/** What the person at the window has chosen; nothing of it exists in the main process. */
export interface UiState {
  /** The connections that Traffic is narrowed to; none for all. */
  readonly shownConnections: readonly ConnectionId[]
  /** Name of the room. */
  readonly selectedRoom: string | null
  /** Sequence number of the entry that the Message region shows. */
  readonly selectedTraffic: number | null
  /** The held message that the person chose. */
  readonly selectedHeld: number | null
  /** A breakpoint that the dialog shall open with. */
  readonly suggestedBreakpoint: Breakpoint | null
  /** Which of those that share the lower left is shown. */
  readonly resultsTab: 'traffic' | 'held' | 'composer' | 'statistics'
  readonly composer: ComposerDraft
  /** How often something was opened in the composer. */
  readonly composerOpened: number
  /** What the dialog that saves a message is open for. */
  readonly saving: MessageSaving | null
  /** Which of the built-in clients the commands mean; the first where that one is not there. */
  readonly currentClient: ClientId | null
  /** The client that takes the focus as soon as it is shown. */
  readonly arrivingClient: ClientId | null
  /** What was typed into their fields, in this page. */
  readonly clientDrafts: ReadonlyMap<ClientId, ClientDraft>
  /** The client whose options are open. */
  readonly clientOptions: ClientId | null
  /** How often the person had the history of the clients forgotten. */
  readonly clientHistoryForgotten: number
  readonly consoleOpen: boolean
  /** Which of the two the drawer below the editor shows. */
  readonly drawerTab: 'console' | 'problems'
  /** Of all handler files, by file and line. */
  readonly problems: readonly CodeProblem[]
  readonly helpOpen: boolean
  readonly settingsOpen: boolean
  readonly aboutOpen: boolean
  /** Which step of the tour is shown; null where none is. */
  readonly tourStep: number | null
  readonly newHandlerOpen: boolean
  /** The dialog of recordings, and which of them it begins with. */
  readonly recordings: { readonly open: boolean; readonly name: string | null }
  /** Workspace-relative paths of the tabs, in their order. */
  readonly openFiles: readonly string[]
  readonly activeFile: string | null
  /** Files whose tabs were closed, the latest last. */
  readonly closedFiles: readonly string[]
  /** Files whose text in the editor differs from the one on disk. */
  readonly dirtyFiles: ReadonlySet<string>
  /** Files with unsaved text that were changed by somebody else meanwhile. */
  readonly conflictFiles: ReadonlySet<string>
  /** Where the editor shall put the cursor; a new object asks again for the same place. */
  readonly reveal: SourceLocation | null
}

/** Everything that the window's components read, apart from the rows of Traffic. */
export interface AppData extends Slices {
  /** False until the first snapshot. */
  readonly ready: boolean
  /** In the order in which they were opened. */
  readonly connections: ReadonlyMap<ConnectionId, ConnectionSummary>
  /** By name. */
  readonly rooms: ReadonlyMap<string, RoomSummary>
  /** The newest `keptLines` lines. */
  readonly console: readonly ConsoleLine[]
  /** The newest `keptLines` lines of each built-in client. */
  readonly clientLogs: ReadonlyMap<ClientId, readonly ClientLine[]>
  readonly ui: UiState
}

export const keptLines = 2000

export const initialUi: UiState = {
  shownConnections: [],
  selectedRoom: null,
  selectedTraffic: null,
  selectedHeld: null,
  suggestedBreakpoint: null,
  resultsTab: 'traffic',
  composer: emptyDraft,
  composerOpened: 0,
  saving: null,
  currentClient: null,
  arrivingClient: null,
  clientDrafts: new Map(),
  clientOptions: null,
  clientHistoryForgotten: 0,
  consoleOpen: true,
  drawerTab: 'console',
  problems: [],
  helpOpen: false,
  settingsOpen: false,
  aboutOpen: false,
  tourStep: null,
  newHandlerOpen: false,
  recordings: { open: false, name: null },
  openFiles: [],
  activeFile: null,
  closedFiles: [],
  dirtyFiles: new Set(),
  conflictFiles: new Set(),
  reveal: null,
}

/** What the stores hold before the first snapshot. */
export const initialData: AppData = {
  ready: false,
  server: { state: 'stopped' },
  workspace: { folder: '', name: '', trusted: true, sample: null, problem: null },
  settings: {
    host: '127.0.0.1',
    port: 4400,
    tls: false,
    maxPayload: 16_777_216,
    maxConnections: 10_000,
    maxConnectionsPerSecond: null,
    compression: false,
    allowedOrigins: ['localhost'],
    allowedHosts: [],
    unmatchedPath: 'reject',
  },
  preferences: defaultPreferences,
  samples: [],
  recentWorkspaces: [],
  scenarios: { all: [], active: null, disabledHandlers: [] },
  handlerStatus: { state: 'none', reason: 'no-files' },
  handlerFiles: [],
  handlers: [],
  rules: [],
  faults: [],
  breakpoints: [],
  holding: { timeoutMs: 60_000, onTimeout: 'release' },
  pairing: {},
  held: { total: 0, waiting: 0, messages: [] },
  savedMessages: { messages: [], problems: [] },
  state: {},
  stats: {
    connections: 0,
    rooms: 0,
    received: 0,
    sent: 0,
    receivedBytes: 0,
    sentBytes: 0,
    refused: 0,
    limited: 0,
    receivedPerSecond: 0,
    sentPerSecond: 0,
    latencyP50Ms: null,
    latencyP99Ms: null,
    reloads: 0,
    restarts: 0,
    handlerErrors: 0,
  },
  traffic: { view: 0, total: 0, discarded: 0, shown: 0, newest: [], filterError: null },
  marks: [],
  exporting: null,
  clients: [{ id: 1, status: { state: 'idle' }, options: defaultClientOptions, draft: emptyClientDraft }],
  clientAddresses: [],
  recording: { recorder: { state: 'off', last: null }, job: null, replay: null, changes: 0 },
  connections: new Map(),
  rooms: new Map(),
  console: [],
  clientLogs: new Map(),
  ui: initialUi,
}
