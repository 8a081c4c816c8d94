import { loads } from '../loads.mjs'
import { holdConnections, runLoad } from '../load.mjs'
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
    return await (load.hold ? holdConnections(server, load) : runLoad(server.port, load, durationMs))
  } finally {
    await server.stop()
  }
}

function summarise(load, measured) {
  const key = load.unit === 'round trip' ? 'p50Ms' : load.unit === 'MB' ? 'megabytes' : 'perSecond'
  const figure = (runs) => median(runs.map((run) => run[key]))
  const understudy = figure(measured.understudy)
  const ws = figure(measured.ws)
  return { case: load.name, unit: load.unit, understudy, ws, ratio: understudy / ws, runs: measured }
}

function line({ case: name, unit, understudy, ws, ratio }) {
  const show = (value) =>
    unit === 'round trip' ? `${value.toFixed(3)} ms` : Math.round(value).toLocaleString('en-US')
  return `${name.padEnd(20)} ${show(understudy).padStart(12)} ${show(ws).padStart(12)}  ${ratio.toFixed(2)}× bare ws  (${unit})`
}
