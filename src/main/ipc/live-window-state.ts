import type { ConsoleLine } from '../../shared/model/handlers'
import type { TrafficTail } from '../../shared/model/traffic'
import type { ClientSet } from '../client/client-set'
import type { Engine } from '../engine/engine'
import type { RecordingDesk } from '../recording/recording-desk'
import type { SettingsStore } from '../settings'
import type { WorkspaceSession } from '../workspace/workspace-session'
import type { ClientLogs } from './client-logs'
import type { LineLog } from './line-log'
import type { TrafficExport } from './traffic-export'
import type { WindowState } from './window-state'

export interface WindowStateSources {
  readonly engine: Engine
  readonly session: WorkspaceSession
  readonly recordings: RecordingDesk
  readonly clients: ClientSet
  readonly settings: SettingsStore
  readonly sampleNames: readonly string[]
  readonly trafficTail: () => TrafficTail
  readonly exporting: Pick<TrafficExport, 'progress'>
  readonly console: LineLog<ConsoleLine>
  readonly clientLogs: ClientLogs
}

/** The window's state, read from those who own its parts. */
export function liveWindowState(sources: WindowStateSources): WindowState {
  const { engine, session, recordings, clients, settings } = sources
  return {
    slices: {
      server: () => engine.serverStatus,
      workspace: () => session.info,
      settings: () => session.settings.server,
      preferences: () => settings.value.preferences,
      samples: () => sources.sampleNames,
      recentWorkspaces: () => settings.value.recentWorkspaces,
      scenarios: () => ({
        all: session.settings.scenarios,
        active: session.activeScenario,
        disabledHandlers: session.settings.handlers.disabled,
      }),
      handlerStatus: () => engine.handlerStatus,
      handlerFiles: () => session.handlerFiles(),
      handlers: () => engine.handlers,
      rules: () => session.rules(),
      faults: () => session.faults(),
      breakpoints: () => session.breakpoints(),
      holding: () => session.settings.holding,
      pairing: () => session.settings.pairing,
      held: () => engine.held,
      savedMessages: () => session.messages,
      state: () => engine.state,
      stats: () => engine.stats(),
      traffic: sources.trafficTail,
      marks: () => engine.capture.marks.all,
      exporting: () => sources.exporting.progress,
      clients: () => clients.views,
      clientAddresses: () => clients.addresses,
      recording: () => recordings.activity,
    },
    connections: () => engine.connections(),
    connection: (id) => engine.connection(id),
    rooms: () => engine.rooms(),
    room: (name) => engine.room(name),
    console: sources.console,
    clientLogs: sources.clientLogs,
  }
}
