import { randomBytes } from 'node:crypto'
import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { hasOwnerMark, isOwnerGone, ownerMark } from '../process-owner'

const prefix = 'understudy-traffic-'

/** A new path for the history of one session: it names its process, so that leftovers can be told. */
export function newSessionFile(folder: string): string {
  return join(folder, `${prefix}${ownerMark()}${randomBytes(6).toString('hex')}.tmp`)
}

/** Removes a session's file. What can't be removed now is a leftover for the next start. */
export async function removeSessionFile(file: string): Promise<void> {
  await rm(file, { force: true }).catch(() => undefined)
}

/** Removes the files of processes that have ended without doing so: they crashed, or the machine did. */
export async function removeLeftoverSessionFiles(folder: string): Promise<void> {
  // No folder, no leftovers.
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const owned = name.slice(prefix.length)
    if (!name.startsWith(prefix) || !hasOwnerMark(owned)) continue
    const file = join(folder, name)
    const stats = await lstat(file).catch(() => null)
    if (stats?.isFile() && isOwnerGone(owned, stats.mtimeMs)) await removeSessionFile(file)
  }
}
