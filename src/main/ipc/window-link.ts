import type { ClientLine } from '../../shared/ipc/snapshot'
import type { ConsoleLine } from '../../shared/model/handlers'
import { BuiltInClient } from '../client/built-in-client'
import type { Engine } from '../engine/engine'
import type { RecordingDesk } from '../recording/recording-desk'
import type { SettingsStore } from '../settings'
import type { WorkspaceSession } from '../workspace/workspace-session'
import { consoleReporter } from './console-reporter'
import { LineLog } from './line-log'
import { emptyTail, liveWindowState } from './live-window-state'
import { PushStream } from './push-stream'
import { TrafficExport } from './traffic-export'
import { watchChanges } from './watch-changes'
import type { WindowIpc } from './window-ipc'
import type { WindowState } from './window-state'

const logLines = { console: 2000, client: 5000 } as const

export interface WindowLinkOptions {
  readonly engine: Engine
  readonly session: WorkspaceSession
  readonly recordings: RecordingDesk
  readonly settings: SettingsStore
  readonly sampleNames: readonly string[]
  readonly ipc: Pick<WindowIpc, 'sendPush'>
}

/** What keeps the window up to date. */
export interface WindowLink {
  readonly state: WindowState
  readonly pushes: PushStream
  readonly client: BuiltInClient
  readonly exporting: TrafficExport
  /** Shows a failure that nobody waits for in the window's console. */
  readonly report: (text: string) => void
  dispose(): void
}

/** Connects everything that changes to the stream of pushes. */
export function linkWindow(options: WindowLinkOptions): WindowLink {
  const { engine, session, recordings, settings, sampleNames, ipc } = options
  const consoleLog = new LineLog<ConsoleLine>(logLines.console)
  const clientLog = new LineLog<ClientLine>(logLines.client)
  let tail = emptyTail
  const client = new BuiltInClient({
    status: () => pushes.markSlice('client'),
    line: (line) => {
      clientLog.add(line)
      pushes.markLines()
    },
  })
  const exporting = new TrafficExport(engine.capture, () => pushes.markSlice('exporting'))
  const state = liveWindowState({
    engine,
    session,
    recordings,
    client,
    settings,
    sampleNames,
    trafficTail: () => tail,
    exporting,
    console: consoleLog,
    clientLog,
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
    client.dispose()
    pushes.dispose()
  }
  return { state, pushes, client, exporting, report, dispose }
}
