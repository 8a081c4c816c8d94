import { readFile } from 'node:fs/promises'

/** What Linux counts processor time in, on every architecture that Node runs on. */
const tickMicros = 10_000

/** Processor time of a process so far, all threads, user and system, in µs; NaN where `/proc` does not tell. */
export async function processorMicros(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // The name, in brackets, may hold spaces; the times are the 12th and 13th field after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11] ?? Number.NaN) + Number(fields[12] ?? Number.NaN)) * tickMicros
}
