import type { ClientId } from '../../shared/model/client'
import type { ConsoleLine } from '../../shared/model/handlers'
import { emptyTail } from '../../shared/model/traffic'
import type { ClientHistory } from '../client/client-history'
import { ClientSet } from '../client/client-set'
import type { Engine } from '../engine/engine'
import type { RecordingDesk } from '../recording/recording-desk'
import type { SettingsStore } from '../settings'
import type { WorkspaceSession } from '../workspace/workspace-session'
import { ClientLogs } from './client-logs'
import { consoleReporter } from './console-reporter'
import { LineLog } from './line-log'
import { liveWindowState } from './live-window-state'
import { PushStream } from './push-stream'
import { TrafficExport } from './traffic-export'
import { watchChanges } from './watch-changes'
import type { WindowIpc } from './window-ipc'
import type { WindowState } from './window-state'

/** The clients' are kept each; the window draws the newest 400 of one. */
const logLines = { console: 2000, client: 1000 } as const

export interface WindowLinkOptions {
  readonly engine: Engine
  readonly session: WorkspaceSession
  readonly recordings: RecordingDesk
  readonly settings: SettingsStore
  readonly clientHistory: ClientHistory
  readonly sampleNames: readonly string[]
  readonly ipc: Pick<WindowIpc, 'sendPush'>
}

/** What keeps the window up to date. */
export interface WindowLink {
  readonly state: WindowState
  readonly pushes: PushStream
  readonly clients: ClientSet
  readonly clearClientLog: (client: ClientId) => void
  readonly exporting: TrafficExport
  /** Shows a failure that nobody waits for in the window's console. */
  readonly report: (text: string) => void
  dispose(): void
}

/** Connects everything that changes to the stream of pushes. */
export function linkWindow(options: WindowLinkOptions): WindowLink {
  const { engine, session, recordings, settings, clientHistory, sampleNames, ipc } = options
  const consoleLog = new LineLog<ConsoleLine>(logLines.console)
  const clientLogs = new ClientLogs(logLines.client)
  let tail = emptyTail
  const clients = new ClientSet(
    {
      changed: () => {
        pushes.markSlice('clients')
        pushes.markSlice('clientAddresses')
      },
      line: (client, line) => {
        clientLogs.add(client, line)
        pushes.markLines()
      },
      forgotten: (client) => clientLogs.forget(client),
    },
    clientHistory,
  )
  const clearClientLog = (client: ClientId): void => {
    clientLogs.clear(client)
    pushes.markLines()
  }
  const exporting = new TrafficExport(engine.capture, () => pushes.markSlice('exporting'))
  const state = liveWindowState({
    engine,
    session,
    recordings,
    clients,
    settings,
    sampleNames,
    trafficTail: () => tail,
    exporting,
    console: consoleLog,
    clientLogs,
  })
  const pushes = new PushStream(state, (push) => ipc.sendPush(push))
  const report = consoleReporter(consoleLog, () => pushes.markLines())
  const endTail = engine.capture.onTail((newest) => {
    tail = newest
    pushes.markSlice('traffic')
  })
  const endMarks = engine.capture.marks.events.on('changed', () => pushes.markSlice('marks'))
  const endWatching = watchChanges({ engine, session, recordings, settings, state }, pushes, report)
  const dispose = (): void => {
    exporting.cancel()
    endTail()
    endMarks()
    endWatching()
    clients.dispose()
    pushes.dispose()
  }
  return { state, pushes, clients, clearClientLog, exporting, report, dispose }
}
