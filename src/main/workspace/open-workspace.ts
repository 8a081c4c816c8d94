import { realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../shared/errors'
import type { Scenario } from '../../shared/model/workspace'
import { t } from '../../shared/text/t'
import { removeTemporaryFiles } from '../leftovers'
import type { RemovedEntry } from './entry-edits'
import { HandlerFiles, handlersFolderName, type SourceFile } from './handler-files'
import { MessageFiles, messagesFolderName, type SavedMessages } from './message-files'
import type { RemovedScenario } from './scenario-edits'
import { SettingsFile } from './settings-file'
import { Switches } from './switches'
import type { WorkspaceWatcher } from './watch-workspace'

/** What belongs to one open workspace and goes with it. */
export interface OpenWorkspace {
  /** Real path. */
  readonly folder: string
  readonly file: SettingsFile
  readonly handlerFiles: HandlerFiles
  readonly messageFiles: MessageFiles
  readonly switches: Switches
  /** What was taken out of the settings since it was opened, by list and name: for undo. */
  readonly removed: Map<string, RemovedEntry>
  /** The scenarios that were taken out, by name. */
  readonly removedScenarios: Map<string, RemovedScenario>
  readonly sample: string | null
  trusted: boolean
  /** Source files as last listed. */
  sources: readonly SourceFile[]
  /** As last read. */
  messages: SavedMessages
  watcher: WorkspaceWatcher | null
}

/**
 * Reads a workspace. Throws `AppError` 'workspace-missing', 'workspace-invalid', or 'not-found' for a
 * scenario that it does not have.
 */
export async function readWorkspace(
  folder: string,
  scenario: string | null,
): Promise<Omit<OpenWorkspace, 'trusted' | 'sample'>> {
  const real = await realFolder(folder)
  // What a process left behind that was killed while it saved.
  await removeTemporaryFiles(real, 'flat')
  await removeTemporaryFiles(join(real, handlersFolderName), 'deep')
  await removeTemporaryFiles(join(real, messagesFolderName), 'flat')
  const file = await SettingsFile.open(real)
  const switches = new Switches()
  switches.choose(scenario === null ? null : findScenario(file, scenario))
  const handlerFiles = new HandlerFiles(real)
  const sources = await handlerFiles.list()
  const messageFiles = new MessageFiles(real)
  const messages = await messageFiles.list()
  return {
    folder: real,
    file,
    handlerFiles,
    messageFiles,
    switches,
    removed: new Map(),
    removedScenarios: new Map(),
    sources,
    messages,
    watcher: null,
  }
}

/** Throws `AppError` 'not-found', naming the scenarios that there are. */
export function findScenario(file: SettingsFile, name: string): Scenario {
  const { scenarios } = file.settings
  const found = scenarios.find((scenario) => scenario.name === name)
  if (found) return found
  const known = scenarios.map((scenario) => `"${scenario.name}"`).join(', ')
  const choice = known === '' ? 'it has none' : `choose one of ${known}`
  throw new AppError('not-found', t`The workspace has no scenario called "${name}": ${choice}.`)
}

async function realFolder(folder: string): Promise<string> {
  const stats = await stat(folder).catch(() => null)
  if (stats?.isDirectory()) return realpath(folder)
  const cause = stats ? 'is not a folder' : 'does not exist'
  throw new AppError(
    'workspace-missing',
    t`${folder} ${cause}: a workspace is a folder with understudy.json and handlers/.`,
  )
}
