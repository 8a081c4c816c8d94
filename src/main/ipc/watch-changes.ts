import type { EngineEvents } from '../engine/engine-events'
import type { TypedEmitter } from '../engine/typed-emitter'
import type { RecordingDeskEvents } from '../recording/recording-desk'
import type { SettingsStore } from '../settings'
import type { WorkspaceEvents } from '../workspace/workspace-session'
import type { PushStream } from './push-stream'
import type { SliceName, WindowState } from './window-state'

/** Rates fall to zero without an event that says so. */
const statsIntervalMs = 500

export interface ChangeSources {
  readonly engine: { readonly events: TypedEmitter<EngineEvents> }
  readonly session: { readonly events: TypedEmitter<WorkspaceEvents> }
  readonly recordings: { readonly events: TypedEmitter<RecordingDeskEvents> }
  readonly settings: Pick<SettingsStore, 'events'>
  readonly state: WindowState
}

/**
 * Marks for the next push what the engine, the workspace and the settings say has changed.
 * @param report told of failures that nobody waits for
 * @returns the function that ends it
 */
export function watchChanges(
  { engine, session, recordings, settings, state }: ChangeSources,
  pushes: PushStream,
  report: (message: string) => void,
): () => void {
  const mark = (...names: readonly SliceName[]): void => {
    for (const name of names) pushes.markSlice(name)
  }
  const ends = [
    engine.events.on('server', () => mark('server')),
    engine.events.on('handlerStatus', () => mark('handlerStatus')),
    engine.events.on('handlers', () => mark('handlers')),
    engine.events.on('state', () => mark('state')),
    engine.events.on('rules', () => mark('rules')),
    engine.events.on('held', () => mark('held', 'breakpoints')),
    engine.events.on('connection', (id) => pushes.markConnection(id)),
    engine.events.on('room', (name) => pushes.markRoom(name)),
    engine.events.on('console', (line) => {
      state.console.add(line)
      pushes.markLines()
    }),
    session.events.on('changed', () =>
      mark(
        'workspace',
        'settings',
        'scenarios',
        'handlerFiles',
        'rules',
        'faults',
        'breakpoints',
        'holding',
        'pairing',
      ),
    ),
    session.events.on('messages', () => mark('savedMessages')),
    session.events.on('failed', (error) => report(error.message)),
    settings.events.on('changed', () => mark('recentWorkspaces', 'preferences')),
    recordings.events.on('changed', () => mark('recording')),
    recordings.events.on('failed', (error) => report(error.message)),
    watchStats(state, () => mark('stats')),
  ]
  return () => {
    for (const end of ends) end()
  }
}

function watchStats(state: WindowState, changed: () => void): () => void {
  let known = ''
  const timer = setInterval(() => {
    const stats = JSON.stringify(state.slices.stats())
    if (stats !== known) changed()
    known = stats
  }, statsIntervalMs)
  return () => clearInterval(timer)
}
