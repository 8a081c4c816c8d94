import { readFile } from 'node:fs/promises'

/** Resident memory of a process in megabytes; NaN where the system does not tell it in `/proc`. */
export async function residentMegabytes(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) / 1024
}
