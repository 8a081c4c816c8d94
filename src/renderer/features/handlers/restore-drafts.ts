import type { Draft } from '../../../shared/model/handlers'
import type { AppStore } from '../../stores/app-store'
import type { DocumentSet } from './document-set'
import { openFile } from './open-files'

/**
 * Puts unsaved text of an earlier run back into the editor, each file in a tab.
 * @returns The files that it is there for: a draft of a file that is gone, or that became equal to the disk, is none.
 */
export async function restoreDrafts(
  store: AppStore,
  documents: DocumentSet,
  kept: readonly Draft[],
): Promise<readonly string[]> {
  const paths = kept.map(({ path }) => path)
  // A file that can't be read is gone; its draft stays where it is in case the file comes back.
  await Promise.all(paths.map((path) => documents.open(path).catch(() => undefined)))
  const restored = paths.filter((path) => documents.isDirty(path))
  const { activeFile } = store.getState().ui
  for (const path of restored) openFile(store, path)
  const first = activeFile ?? restored[0]
  if (first !== undefined) openFile(store, first)
  return restored
}
