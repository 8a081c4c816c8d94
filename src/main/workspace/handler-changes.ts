import { AppError } from '../../shared/errors'
import { t } from '../../shared/text/t'
import { disableHandlerEdits, moveHandlerEdits } from './entry-edits'
import type { OpenWorkspace } from './open-workspace'

/** Writes a handler file; the watcher is told first, so that it doesn't take it for somebody else's change. */
export async function saveHandler(workspace: OpenWorkspace, path: string, text: string): Promise<void> {
  workspace.watcher?.note(path, text)
  await workspace.handlerFiles.save(path, text)
}

/** Makes a handler file, from the template unless its text is given. Throws `AppError` 'file-exists'. */
export async function createHandler(workspace: OpenWorkspace, path: string, text?: string): Promise<void> {
  // Not inside of the call below: where there is no watcher, its arguments are not evaluated.
  const created = await workspace.handlerFiles.create(path, text)
  workspace.watcher?.note(path, created)
}

/** Renames a handler file, also where the settings name it. Throws `AppError` 'not-found', 'file-exists'. */
export async function renameHandler(workspace: OpenWorkspace, from: string, to: string): Promise<void> {
  const text = await workspace.handlerFiles.read(from)
  await workspace.handlerFiles.rename(from, to)
  workspace.watcher?.note(from, null)
  workspace.watcher?.note(to, text)
  await followMove(workspace, from, to)
}

/** Removes a handler file, also where the settings name it. Throws `AppError` 'not-found'. */
export async function removeHandler(workspace: OpenWorkspace, path: string): Promise<void> {
  await workspace.handlerFiles.remove(path)
  workspace.watcher?.note(path, null)
  await followMove(workspace, path, null)
}

/** Switches a handler file off or on: in memory under a scenario, else in the settings. */
export async function disableHandler(
  { file, switches, sources }: OpenWorkspace,
  path: string,
  disabled: boolean,
): Promise<void> {
  const source = sources.find((other) => other.path === path)
  if (!source?.declaresHandlers) throw new AppError('not-found', t`${path} declares no handler.`)
  if (switches.scenario) switches.flip('handlers', path, disabled)
  else await file.edit((settings) => disableHandlerEdits(settings, path, disabled))
}

async function followMove({ file, switches }: OpenWorkspace, from: string, to: string | null): Promise<void> {
  switches.rename('handlers', from, to)
  if (moveHandlerEdits(file.settings, from, to).length === 0) return
  await file.edit((settings) => moveHandlerEdits(settings, from, to))
}
