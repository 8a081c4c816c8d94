/**
 * The text of docs/reliability.md.
 * @param {readonly { title: string, passed: number, failed: number, skipped: number, peakBytes: number | null,
 *   notes: readonly { cases: number, outcome: string }[] }[]} results
 * @param {{ node: string, platform: string, cores: number }} machine
 */
export function reliabilityTable(results, machine) {
  const rows = results.map(
    (result) => `| ${[result.title, cases(result), outcome(result), memory(result)].join(' | ')} |`,
  )
  return `# Reliability

Written by \`node scripts/reliability.mjs\` (Node ${machine.node}, ${machine.platform}, ${machine.cores} cores); do not edit.
Memory is the most that any one process of the part held at any time, the test runner included.

| part | cases tried | outcome | memory high-water mark |
| --- | ---: | --- | ---: |
${rows.join('\n')}
`
}

/** A test that tries many cases says how many; every other one is a case. */
function cases({ passed, failed, notes }) {
  const noted = notes.filter(({ cases }) => cases > 1)
  return passed + failed - noted.length + noted.reduce((sum, { cases }) => sum + cases, 0)
}

function outcome({ passed, failed, skipped, notes }) {
  const counts = [failed > 0 ? `${failed} failed` : passed > 0 ? 'all passed' : 'nothing ran']
  if (skipped > 0) counts.push(`${skipped} skipped`)
  const said = [...new Set(notes.map(({ outcome }) => outcome))]
  return [counts.join(', '), ...said].join('; ').replaceAll('|', '\\|')
}

function memory({ peakBytes }) {
  return peakBytes === null ? 'unknown' : `${Math.round(peakBytes / 1024 / 1024)} MiB`
}
