import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { processorMicros } from './process-time.mjs'
import { residentMegabytes } from './process-memory.mjs'

/** Memory is looked at when handshakes and the collector have had time to settle. */
const settleMs = 1000

/**
 * Puts a case's load on a server and resolves with what the client measured, and with the server's processor time
 * per counted frame: it says how much work there is, where the rate also says who else needed the processors.
 */
export async function runServerLoad({ port, pid }, load, durationMs) {
  const before = await processorMicros(pid)
  const measured = await runLoad(port, load, durationMs)
  return { ...measured, serverMicros: ((await processorMicros(pid)) - before) / measured.allFrames }
}

/** Puts a case's load on a port and resolves with what the client measured. */
export async function runLoad(port, load, durationMs) {
  const client = startClient(port, load, durationMs)
  let output = ''
  client.stdout.on('data', (data) => {
    output += data
  })
  const [code] = await once(client, 'close')
  if (code !== 0) throw new Error(`the load client ended with code ${code}`)
  return JSON.parse(output)
}

/** Opens connections and measures the server while it has them. */
export async function holdConnections({ port, pid }, load) {
  await delay(settleMs)
  const before = await residentMegabytes(pid)
  const client = startClient(port, load, 0)
  try {
    const { perSecond } = await new Promise((done, fail) => {
      client.once('exit', (code) => fail(new Error(`the load client ended with code ${code}`)))
      client.stdout.once('data', (line) => done(JSON.parse(line)))
    })
    await delay(settleMs)
    return { perSecond, megabytes: (await residentMegabytes(pid)) - before }
  } finally {
    client.kill()
  }
}

/** Opens connections and keeps them until `stop`. */
export async function keepConnections(port, load) {
  const client = startClient(port, load, 0)
  await new Promise((done, fail) => {
    client.once('exit', (code) => fail(new Error(`the load client ended with code ${code}`)))
    client.stdout.once('data', done)
  })
  return { stop: () => client.kill() }
}

function startClient(port, load, durationMs) {
  const args = [
    join(import.meta.dirname, 'load-client.mjs'),
    String(port),
    JSON.stringify(load),
    String(durationMs),
  ]
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
}
