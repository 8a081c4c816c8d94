import { setTimeout as delay } from 'node:timers/promises'
import { runLoad } from '../load.mjs'
import { residentMegabytes } from '../process-memory.mjs'
import { startSubject } from '../subjects.mjs'

const load = { path: '/echo', connections: 32, inFlight: 32, bytes: 64 }
const earlyMs = 10_000

/** Half of what the subject can do, for a minute: memory after the first ten seconds and at the end. */
export async function soak({ subject, soakMs, durationMs, print }) {
  const server = await startSubject(subject)
  try {
    const { perSecond: full } = await runLoad(server.port, load, durationMs)
    const running = runLoad(server.port, { ...load, perSecond: Math.round(full / 2) }, soakMs)
    await delay(earlyMs)
    const early = await residentMegabytes(server.pid)
    const { perSecond } = await running
    const late = await residentMegabytes(server.pid)
    print(
      `soak                 ${early.toFixed(0)} MB after 10 s, ${late.toFixed(0)} MB after ${soakMs / 1000} s: ${(late / early).toFixed(2)} × (${Math.round(perSecond).toLocaleString('en-US')} messages/s)`,
    )
    return [{ case: 'soak', subject, unit: 'MB', early, late, ratio: late / early, perSecond, full }]
  } finally {
    await server.stop()
  }
}
