import { messageOf } from '../../../shared/errors'
import { t } from '../../../shared/text/t'
import { request } from '../../ipc/bridge'
import type { AppStore } from '../../stores/app-store'
import { notifyUndo } from '../../ui/notify-undo'
import { notifyError } from '../../ui/perform'
import type { DocumentSet } from './document-set'
import { handlersFolder } from './handler-path'
import { closeFile, openFile, renameOpenFile } from './open-files'

/** Where a change of handler files shows: the tabs, and the documents once the editor is loaded. */
export interface FileChangeTarget {
  readonly store: AppStore
  readonly documents: DocumentSet | null
}

/** Renames or moves a file with its tab and its unsaved text. Throws the disk's error. */
export async function moveFile(
  { store, documents }: FileChangeTarget,
  from: string,
  to: string,
): Promise<void> {
  if (to === from) return
  const before = store.getState().ui
  await request('handlers.rename', { from, to })
  await documents?.rename(from, to)
  renameOpenFile(store, before, from, to)
}

/** Moves a file into a folder, as dragging does; a failure is shown. */
export async function moveIntoFolder(target: FileChangeTarget, from: string, folder: string): Promise<void> {
  const to = `${folder}/${baseName(from)}`
  try {
    await moveFile(target, from, to)
    if (to !== from)
      notifyUndo(t`Moved ${baseName(from)} to ${folder}/`, () => void moveBack(target, to, from))
  } catch (error) {
    notifyError(messageOf(error))
  }
}

async function moveBack(target: FileChangeTarget, from: string, to: string): Promise<void> {
  await moveFile(target, from, to).catch((error) => notifyError(messageOf(error)))
}

/** Deletes a file, which can be undone, its unsaved text and its switch included. Throws the disk's error. */
export async function deleteFile({ store, documents }: FileChangeTarget, path: string): Promise<void> {
  const { text } = await request('handlers.read', path)
  const { handlerFiles, ui } = store.getState()
  const disabled = handlerFiles.some((file) => file.path === path && file.disabled)
  const wasOpen = ui.openFiles.includes(path)
  await request('handlers.remove', path)
  const draft = documents?.forget(path) ?? null
  closeFile(store, path)
  const restore = async () => {
    if (draft) documents?.revive(draft)
    await request('handlers.create', { path, text })
    if (disabled) await request('handlers.setDisabled', { path, disabled })
    if (wasOpen) openFile(store, path)
  }
  notifyUndo(t`Deleted ${path}`, () => {
    restore().catch((error) => notifyError(messageOf(error)))
  })
}

/** Makes a copy of the file on disk beside it, and opens it; a failure is shown. */
export async function duplicateFile({ store }: FileChangeTarget, path: string): Promise<void> {
  const copy = copyPath(
    path,
    store.getState().handlerFiles.map((file) => file.path),
  )
  try {
    await request('handlers.create', { path: copy, text: (await request('handlers.read', path)).text })
    openFile(store, copy)
  } catch (error) {
    notifyError(messageOf(error))
  }
}

/** `handlers/chat-2.ts` for a copy of `handlers/chat.ts`: the first number that is free. */
export function copyPath(path: string, taken: readonly string[]): string {
  const [, stem = path, extension = ''] = /^(.*?)(?:-\d+)?(\.\w+)$/.exec(path) ?? []
  for (let number = 2; ; number += 1) {
    const copy = `${stem}-${number}${extension}`
    if (!taken.includes(copy)) return copy
  }
}

/** The folder that a file is in, without a slash at its end. */
export function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : handlersFolder.slice(0, -1)
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
