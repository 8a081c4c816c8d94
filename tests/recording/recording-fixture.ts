import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { RecordingDesk } from '../../src/main/recording/recording-desk'
import { TypedEmitter } from '../../src/main/engine/typed-emitter'
import type { WorkspaceEvents } from '../../src/main/workspace/workspace-session'
import { type Mock, type MockOptions, startMock } from '../engine-fixture'

/** An engine with clients, and the recordings of its folder; handlers are made as the app makes them. */
export interface Studio {
  readonly mock: Mock
  readonly desk: RecordingDesk
  /** The handler files that were made, by path. */
  readonly made: ReadonlyMap<string, string>
  /** Leaves the workspace, as opening another one does. */
  leave(): void
}

export async function startStudio(
  files: Readonly<Record<string, string>>,
  options: MockOptions = {},
): Promise<Studio> {
  const mock = await startMock(files, options)
  const made = new Map<string, string>()
  const events = new TypedEmitter<WorkspaceEvents>()
  let { folder } = mock
  const session = {
    events,
    get info() {
      return { folder, name: 'studio', trusted: true, sample: null, problem: null }
    },
    createHandler: async (path: string, text = '') => {
      made.set(path, text)
      await mock.write(path, text)
    },
  }
  const desk = new RecordingDesk({ engine: mock.engine, session })
  events.emit('changed', undefined)
  onTestFinished(async () => {
    await desk.dispose()
    await mock.dispose()
  })
  const leave = () => {
    folder = ''
    events.emit('changed', undefined)
  }
  return { mock, desk, made, leave }
}

/** The only recording of the workspace. */
export async function onlyRecording(folder: string): Promise<string> {
  const names = (await readdir(join(folder, 'recordings'))).filter((name) => name.endsWith('.jsonl'))
  if (names.length !== 1 || names[0] === undefined) throw new Error(`There are ${names.length} recordings.`)
  return names[0]
}
