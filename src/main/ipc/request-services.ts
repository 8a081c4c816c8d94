import type { AboutApp } from '../../shared/ipc/snapshot'
import type { ClientId } from '../../shared/model/client'
import type { ClientSet } from '../client/client-set'
import type { Desktop } from '../desktop'
import type { Engine } from '../engine/engine'
import type { RecordingDesk } from '../recording/recording-desk'
import type { SettingsStore } from '../settings'
import type { DraftFiles } from '../workspace/draft-files'
import type { WorkspaceSession } from '../workspace/workspace-session'
import type { WorkspaceOpener } from '../workspace-opener'
import type { PushStream } from './push-stream'
import type { TrafficExport } from './traffic-export'
import type { WindowState } from './window-state'

/** What the handlers of the requests work with. */
export interface RequestServices {
  readonly about: AboutApp
  readonly engine: Engine
  readonly session: WorkspaceSession
  readonly settings: SettingsStore
  readonly opener: WorkspaceOpener
  readonly recordings: RecordingDesk
  readonly clients: ClientSet
  readonly clearClientLog: (client: ClientId) => void
  readonly exporting: TrafficExport
  readonly drafts: DraftFiles
  readonly desktop: Desktop
  readonly state: WindowState
  readonly pushes: PushStream
}

/** The services that one area needs. */
export type Services<K extends keyof RequestServices> = Pick<RequestServices, K>
