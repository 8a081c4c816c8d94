import { spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { cases } from './cases.mjs'

/**
 * Every case against this engine and against a bare `ws` server in turn, in one run: the machine's noise hits
 * both, so the ratio of the medians holds where single figures don't.
 */
const root = resolve(import.meta.dirname, '..')
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '2' },
    only: { type: 'string', default: '' },
    json: { type: 'string', default: '' },
  },
})
const servers = {
  understudy: [join(root, 'out/main/serve.js'), join(root, 'bench/workspace'), '--port', '0', '--trust'],
  ws: [join(root, 'bench/bare-server.mjs')],
}

/** Memory is looked at when handshakes and the collector have had time to settle. */
const settleMs = 1000

const results = []
for (const load of cases.filter((one) => one.name.includes(values.only))) {
  const measured = { understudy: [], ws: [] }
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const name of Object.keys(servers)) measured[name].push(await measure(name, load))
  }
  results.push(summarise(load, measured))
  console.log(row(results.at(-1)))
}
if (values.json) await writeFile(values.json, `${JSON.stringify({ date: new Date(), results }, null, 2)}\n`)

function summarise(load, measured) {
  const key = load.unit === 'round trip' ? 'p50Ms' : load.unit === 'MB' ? 'megabytes' : 'perSecond'
  const figure = (runs) => median(runs.map((run) => run[key]))
  const understudy = figure(measured.understudy)
  const ws = figure(measured.ws)
  return { case: load.name, unit: load.unit, understudy, ws, ratio: understudy / ws, runs: measured }
}

function row({ case: name, unit, understudy, ws, ratio }) {
  const show = (value) =>
    unit === 'round trip' ? `${value.toFixed(3)} ms` : Math.round(value).toLocaleString('en-US')
  return `${name.padEnd(20)} ${show(understudy).padStart(12)} ${show(ws).padStart(12)}  ${ratio.toFixed(2)}× bare ws  (${unit})`
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
}

async function measure(name, load) {
  const server = spawn(process.execPath, servers[name], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const port = await listeningPort(server)
    return load.hold ? await hold(port, load, server.pid) : await runLoad(port, load)
  } finally {
    const ended = new Promise((done) => server.once('exit', done))
    server.kill('SIGTERM')
    await ended
  }
}

function listeningPort(server) {
  return new Promise((found, fail) => {
    server.once('exit', (code) => fail(new Error(`the server ended with code ${code}`)))
    server.stdout.on('data', (data) => {
      const port = /listening \w+:\/\/[^\s]*:(\d+)/.exec(data.toString())?.[1]
      if (port) found(Number(port))
    })
  })
}

/** Opens the connections and measures the server while it has them. */
async function hold(port, load, serverPid) {
  await delay(settleMs)
  const before = await residentMegabytes(serverPid)
  const client = startClient(port, load)
  try {
    const { perSecond } = await new Promise((done, fail) => {
      client.once('exit', (code) => fail(new Error(`the load client ended with code ${code}`)))
      client.stdout.once('data', (line) => done(JSON.parse(line)))
    })
    await delay(settleMs)
    return { perSecond, megabytes: (await residentMegabytes(serverPid)) - before }
  } finally {
    client.kill()
  }
}

/** Resident memory of a process; NaN where the system does not tell it in `/proc`. */
async function residentMegabytes(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) / 1024
}

function startClient(port, load) {
  const durationMs = String(Number(values.seconds) * 1000)
  const args = [join(root, 'bench/load-client.mjs'), String(port), JSON.stringify(load), durationMs]
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
}

function runLoad(port, load) {
  const client = startClient(port, load)
  let output = ''
  client.stdout.on('data', (data) => {
    output += data
  })
  return new Promise((done, fail) => {
    client.once('exit', (code) =>
      code === 0 ? done(JSON.parse(output)) : fail(new Error(`the load client ended with code ${code}`)),
    )
  })
}
