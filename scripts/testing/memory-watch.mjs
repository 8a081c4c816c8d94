import { readdirSync, readFileSync } from 'node:fs'

const intervalMs = 100

/**
 * Watches the memory of a process and of all that it starts.
 * @returns {{ stop: () => number | null }} `stop` answers the most that any one of them ever held, in bytes; null
 *   where the system does not tell
 */
export function memoryWatch(pid) {
  if (process.platform !== 'linux') return { stop: () => null }
  let peak = 0
  const look = () => {
    for (const one of withDescendants(pid)) peak = Math.max(peak, highWaterMark(one))
  }
  const timer = setInterval(look, intervalMs)
  return {
    stop() {
      clearInterval(timer)
      return peak
    },
  }
}

function withDescendants(pid) {
  const parents = new Map()
  for (const name of readdirSync('/proc')) {
    if (/^\d+$/.test(name)) parents.set(Number(name), parentOf(name))
  }
  const found = new Set([pid])
  for (let size = 0; size < found.size; ) {
    size = found.size
    for (const [child, parent] of parents) if (found.has(parent)) found.add(child)
  }
  return found
}

function parentOf(pid) {
  return Number(/^PPid:\s+(\d+)$/m.exec(statusOf(pid))?.[1])
}

/** The most memory that the process has held so far. */
function highWaterMark(pid) {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(statusOf(pid))?.[1] ?? 0) * 1024
}

function statusOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    // It has ended since it was listed.
    return ''
  }
}
