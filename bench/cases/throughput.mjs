import { loads } from '../loads.mjs'
import { holdConnections, runServerLoad } from '../load.mjs'
import { median } from '../statistics.mjs'
import { startBareServer, startSubject } from '../subjects.mjs'

/** Every load against the subject and against a bare `ws` server in turn. */
export async function throughput({ rounds, durationMs, only, subject, print }) {
  const results = []
  for (const load of loads.filter((one) => one.name.includes(only))) {
    const measured = { understudy: [], ws: [] }
    for (let round = 0; round < rounds; round += 1) {
      measured.understudy.push(await measure(() => startSubject(subject), load, durationMs))
      measured.ws.push(await measure(startBareServer, load, durationMs))
    }
    results.push(summarise(load, measured))
    print(line(results.at(-1)))
  }
  return results
}

async function measure(start, load, durationMs) {
  const server = await start()
  try {
    return await (load.hold ? holdConnections(server, load) : runServerLoad(server, load, durationMs))
  } finally {
    await server.stop()
  }
}

function summarise(load, measured) {
  const key = load.unit === 'round trip' ? 'p50Ms' : load.unit === 'MB' ? 'megabytes' : 'perSecond'
  const figure = (runs) => median(runs.map((run) => run[key]))
  const understudy = figure(measured.understudy)
  const ws = figure(measured.ws)
  const micros = load.hold ? null : processorTimes(measured)
  return { case: load.name, unit: load.unit, understudy, ws, ratio: understudy / ws, micros, runs: measured }
}

/** Medians of the processor time per frame in µs: the two servers', and the client's with each. */
function processorTimes({ understudy, ws }) {
  const time = (runs, key) => median(runs.map((run) => run[key]))
  return {
    understudy: time(understudy, 'serverMicros'),
    ws: time(ws, 'serverMicros'),
    client: [time(understudy, 'clientMicros'), time(ws, 'clientMicros')],
  }
}

function line({ case: name, unit, understudy, ws, ratio, micros }) {
  const show = (value) =>
    unit === 'round trip' ? `${value.toFixed(3)} ms` : Math.round(value).toLocaleString('en-US')
  const work = micros
    ? `; processor ${micros.understudy.toFixed(1)} and ${micros.ws.toFixed(1)} µs, client ${micros.client.map((one) => one.toFixed(1)).join(' and ')} µs`
    : ''
  return `${name.padEnd(20)} ${show(understudy).padStart(12)} ${show(ws).padStart(12)}  ${ratio.toFixed(2)}× bare ws  (${unit}${work})`
}
