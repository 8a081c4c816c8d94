import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { hasOwnerMark, isOwnerGone } from './engine/process-owner'
import { temporaryFileOwner } from './workspace/atomic-write'

/**
 * Removes the temporary files of `writeAtomically` in `folder`, and with `deep` in all below it, whose processes
 * were killed before they could rename them. Those of living processes stay.
 */
export async function removeTemporaryFiles(folder: string, depth: 'flat' | 'deep'): Promise<void> {
  for (const path of await namesIn(folder, depth)) {
    const owned = temporaryFileOwner(path)
    if (owned !== null) await removeIfGone(join(folder, path), owned, 'file')
  }
}

/** Removes the folders in `parent` whose names are `prefix` and an `ownerMark` of a process that has ended. */
export async function removeOwnedFolders(parent: string, prefix: string): Promise<void> {
  for (const name of await namesIn(parent, 'flat')) {
    const owned = name.slice(prefix.length)
    // A name without a mark may be anybody's, however much it looks like one of ours.
    if (name.startsWith(prefix) && hasOwnerMark(owned))
      await removeIfGone(join(parent, name), owned, 'folder')
  }
}

async function namesIn(folder: string, depth: 'flat' | 'deep'): Promise<readonly string[]> {
  try {
    return await readdir(folder, { recursive: depth === 'deep' })
  } catch {
    // Where there is no such folder, or it can't be read, there is nothing to tidy up.
    return []
  }
}

async function removeIfGone(path: string, owned: string, kind: 'file' | 'folder'): Promise<void> {
  try {
    // Links are not followed: what they lead to is not ours.
    const stats = await lstat(path)
    const isWanted = kind === 'file' ? stats.isFile() : stats.isDirectory()
    if (isWanted && isOwnerGone(owned, stats.mtimeMs)) await rm(path, { recursive: true, force: true })
  } catch {
    // Somebody else's, or gone meanwhile: it disturbs nobody.
  }
}
