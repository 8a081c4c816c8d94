import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { crowded } from './cases/crowd.mjs'
import { history } from './cases/history.mjs'
import { passthrough } from './cases/passthrough.mjs'
import { reload } from './cases/reload.mjs'
import { soak } from './cases/soak.mjs'
import { startup } from './cases/startup.mjs'
import { throughput } from './cases/throughput.mjs'
import { windowUnderLoad } from './cases/window.mjs'

/**
 * The benchmarks. What is compared is measured in turn and in one run: the machine's noise hits both, so the ratio of the
 * medians holds where single figures don't. Those of the app need a display.
 */
const all = {
  throughput,
  passthrough,
  reload,
  soak,
  history,
  crowd: crowded,
  window: windowUnderLoad,
  startup,
}
const withWindow = ['history', 'crowd', 'window', 'startup']

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '2' },
    cases: { type: 'string' },
    only: { type: 'string', default: '' },
    subject: { type: 'string', default: 'serve' },
    entries: { type: 'string', default: '5000000' },
    json: { type: 'string', default: '' },
  },
})
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
const options = {
  rounds: Number(values.rounds),
  durationMs: Number(values.seconds) * 1000,
  soakMs: 60_000,
  only: values.only,
  subject: values.subject,
  entries: Number(values.entries),
  crowdEntries: 1_000_000,
  print: (line) => console.log(line),
}

const results = []
for (const name of chosen()) results.push(...(await all[name](options)))
if (values.json) await writeFile(values.json, `${JSON.stringify({ date: new Date(), results }, null, 2)}\n`)

function chosen() {
  // `--only` names loads of one group.
  const wanted = values.cases?.split(',') ?? (values.only ? ['throughput'] : Object.keys(all))
  const unknown = wanted.find((name) => !Object.hasOwn(all, name))
  if (unknown !== undefined)
    throw new Error(`There is no case ${unknown}; there are ${Object.keys(all).join(', ')}.`)
  const skipped = hasDisplay ? [] : wanted.filter((name) => withWindow.includes(name))
  if (skipped.length > 0) console.log(`Skipped without a display: ${skipped.join(', ')}.`)
  return wanted.filter((name) => !skipped.includes(name))
}
