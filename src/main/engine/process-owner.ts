import { createHash } from 'node:crypto'
import { hostname } from 'node:os'
import { codeOf } from '../../shared/errors'

const markAtStart = /^(?<pid>\d{1,10})-(?<host>[0-9a-f]{8})-/
/** What nobody can be asked about is left alone for so long. */
const patienceMs = 24 * 60 * 60 * 1000

/** How the names begin of what this process keeps on disk for itself: with its number and its machine. */
export function ownerMark(): string {
  return `${process.pid}-${hostMark()}-`
}

/** Whether a name begins with the mark of any process. */
export function hasOwnerMark(name: string): boolean {
  return markAtStart.test(name)
}

/**
 * Whether the process has ended that made a file or folder, so that nobody misses it. `name` begins with its
 * `ownerMark`; without one, or with that of another machine, which may share the folder, a day has to pass.
 * @param changedAt milliseconds since the epoch
 */
export function isOwnerGone(name: string, changedAt: number): boolean {
  const mark = markAtStart.exec(name)?.groups
  if (mark?.host !== hostMark()) return Date.now() - changedAt > patienceMs
  const pid = Number(mark.pid)
  // Numbers come again, in containers the same ones at each start: what is older than this process is not its own.
  if (pid === process.pid) return changedAt < Date.now() - process.uptime() * 1000
  return !isAlive(pid)
}

/** A pid means something on one machine only. */
function hostMark(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 8)
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // It is there, but it is somebody else's.
    return codeOf(error) === 'EPERM'
  }
}
