import { randomBytes } from 'node:crypto'
import { readdir, rm, stat } from 'node:fs/promises'
import { uptime } from 'node:os'
import { join } from 'node:path'

const namePattern = /^understudy-traffic-(\d+)-(\d+)-[0-9a-f]+\.tmp$/

/** A new path for the history of one session: it names its process, so that leftovers can be told. */
export function newSessionFile(folder: string): string {
  const name = `understudy-traffic-${process.pid}-${processStart()}-${randomBytes(6).toString('hex')}.tmp`
  return join(folder, name)
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
    const [, pid, start] = namePattern.exec(name) ?? []
    if (pid === undefined || start === undefined) continue
    const file = join(folder, name)
    if (await isLeftover(file, Number(pid), Number(start))) await removeSessionFile(file)
  }
}

/** Process numbers are given out again: to us, or after the machine has started anew. */
async function isLeftover(file: string, pid: number, start: number): Promise<boolean> {
  if (pid === process.pid) return start !== processStart()
  if (!isAlive(pid)) return true
  const written = await stat(file).catch(() => null)
  return written !== null && written.mtimeMs < Date.now() - uptime() * 1000
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function processStart(): number {
  return Math.round(performance.timeOrigin)
}
