/** Text that was not saved, and what the disk held when it was begun. */
export interface Draft {
  readonly base: string
  readonly text: string
}

/** Keeps unsaved text across restarts of the window. */
export interface DraftStore {
  get(path: string): Draft | null
  set(path: string, draft: Draft): void
  remove(path: string): void
}

const prefix = 'understudy.draft.'

/** Drafts of one workspace in the window's storage. */
export function storedDrafts(storage: Storage, folder: string): DraftStore {
  const keyOf = (path: string) => `${prefix}${folder}\n${path}`
  return {
    get: (path) => parseDraft(storage.getItem(keyOf(path))),
    set: (path, draft) => {
      try {
        storage.setItem(keyOf(path), JSON.stringify([draft.base, draft.text]))
      } catch {
        // The storage is full. The text is still in the editor; an older draft of it would be worse than none.
        storage.removeItem(keyOf(path))
      }
    },
    remove: (path) => storage.removeItem(keyOf(path)),
  }
}

function parseDraft(stored: string | null): Draft | null {
  if (stored === null) return null
  const parsed: unknown = JSON.parse(stored)
  if (!Array.isArray(parsed)) return null
  const [base, text]: readonly unknown[] = parsed
  return typeof base === 'string' && typeof text === 'string' ? { base, text } : null
}
