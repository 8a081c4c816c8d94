import type { Slices } from '../../shared/ipc/snapshot'
import type { ConnectionId, ConnectionSummary, RoomSummary } from '../../shared/model/connection'
import type { ConsoleLine } from '../../shared/model/handlers'
import type { ClientLogs } from './client-logs'
import type { LineLog } from './line-log'

/** Everything that the window shows, as it stands when it is read. */
export interface WindowState {
  readonly slices: { readonly [K in keyof Slices]: () => Slices[K] }
  /** The open ones. */
  connections(): readonly ConnectionSummary[]
  connection(id: ConnectionId): ConnectionSummary | undefined
  /** Those with members. */
  rooms(): readonly RoomSummary[]
  room(name: string): RoomSummary
  readonly console: LineLog<ConsoleLine>
  readonly clientLogs: ClientLogs
}

export type SliceName = keyof Slices

/** Reads one slice into a partial object; generic, so that name and value keep belonging together. */
function readSlice<K extends SliceName>(state: WindowState, name: K): Pick<Slices, K> {
  // A computed key widens to `string` in the type of an object literal.
  return { [name]: state.slices[name]() } as unknown as Pick<Slices, K>
}

/** The named slices as they stand now. */
export function readSlices(state: WindowState, names: Iterable<SliceName>): Partial<Slices> {
  let slices: Partial<Slices> = {}
  for (const name of names) slices = { ...slices, ...readSlice(state, name) }
  return slices
}

/** Every slice as it stands now. */
export function readAllSlices(state: WindowState): Slices {
  const read = state.slices
  return {
    server: read.server(),
    workspace: read.workspace(),
    settings: read.settings(),
    preferences: read.preferences(),
    samples: read.samples(),
    recentWorkspaces: read.recentWorkspaces(),
    scenarios: read.scenarios(),
    handlerStatus: read.handlerStatus(),
    handlerFiles: read.handlerFiles(),
    handlers: read.handlers(),
    rules: read.rules(),
    faults: read.faults(),
    breakpoints: read.breakpoints(),
    holding: read.holding(),
    pairing: read.pairing(),
    held: read.held(),
    savedMessages: read.savedMessages(),
    state: read.state(),
    stats: read.stats(),
    traffic: read.traffic(),
    marks: read.marks(),
    exporting: read.exporting(),
    clients: read.clients(),
    clientAddresses: read.clientAddresses(),
    recording: read.recording(),
  }
}
