import type { HandlerFile, SourceLocation } from '../../../shared/model/handlers'
import type { UiState } from '../../stores/app-state'
import type { AppStore } from '../../stores/app-store'
import { isLibraryTab } from './library-tabs'

/** The file that a workspace is shown with first, or null where it has none. */
export function fileToBeginWith(files: readonly HandlerFile[]): string | null {
  // A leading underscore is how people mark a file that others import.
  const handler = files.find(({ path, disabled }) => !disabled && !path.includes('/_'))
  return (handler ?? files[0])?.path ?? null
}

/** Shows the file, in a new tab if it has none. */
export function openFile(store: AppStore, path: string): void {
  const { ui, setUi } = store.getState()
  setUi({ activeFile: path, openFiles: ui.openFiles.includes(path) ? ui.openFiles : [...ui.openFiles, path] })
}

/** Shows the file and puts the cursor there. */
export function openLocation(store: AppStore, location: SourceLocation): void {
  openFile(store, location.file)
  store.getState().setUi({ reveal: { ...location } })
}

/** Closes the tab; its neighbour is shown. Unsaved text stays with the file. */
export function closeFile(store: AppStore, path: string): void {
  const { ui, setUi } = store.getState()
  const index = ui.openFiles.indexOf(path)
  const openFiles = ui.openFiles.filter((file) => file !== path)
  const neighbour = openFiles[Math.min(index, openFiles.length - 1)] ?? null
  const closedFiles = [...ui.closedFiles.filter((file) => file !== path), path]
  setUi({ openFiles, closedFiles, activeFile: ui.activeFile === path ? neighbour : ui.activeFile })
}

/** Opens the tab again that was closed last, of those whose file is still there. */
export function reopenFile(store: AppStore): void {
  const { ui, handlerFiles } = store.getState()
  const path = ui.closedFiles.findLast(
    (file) =>
      !ui.openFiles.includes(file) &&
      (isLibraryTab(file) || handlerFiles.some((other) => other.path === file)),
  )
  if (path === undefined) return
  store.getState().setUi({ closedFiles: ui.closedFiles.filter((file) => file !== path) })
  openFile(store, path)
}

/** The tabs after the workspace's files have become `files`: those of files that are gone are closed. */
export function keepExistingFiles(store: AppStore, files: readonly string[]): void {
  const { ui } = store.getState()
  for (const path of ui.openFiles) {
    // A file with unsaved text stays: it is all that is left of it.
    if (!files.includes(path) && !isLibraryTab(path) && !ui.dirtyFiles.has(path)) closeFile(store, path)
  }
}

/** The tabs at one moment. */
export type OpenTabs = Pick<UiState, 'openFiles' | 'activeFile'>

/**
 * Moves the tab of a renamed file to its new name. `before` are the tabs as they were before the file
 * was renamed on disk: the news of that may have closed the tab of the old name already.
 */
export function renameOpenFile(store: AppStore, before: OpenTabs, from: string, to: string): void {
  store.getState().setUi({
    openFiles: before.openFiles.map((file) => (file === from ? to : file)),
    activeFile: before.activeFile === from ? to : before.activeFile,
  })
}
