/**
 * The parts of docs/reliability.md. `environment`: more cases than `npm test` tries, unless the variable is set already.
 * @type {readonly { name: string, title: string, files: readonly string[], environment?: NodeJS.ProcessEnv }[]}
 */
export const parts = [
  { name: 'conformance', title: 'Protocol conformance, over raw sockets', files: ['tests/conformance'] },
  { name: 'clients', title: 'Clients that nobody here wrote, with each sample', files: ['tests/foreign'] },
  {
    name: 'supervision',
    title: 'Faults injected into the handler worker, in every state of its life',
    files: ['tests/faults', 'tests/engine/supervision'],
    environment: { UNDERSTUDY_FAULTS: '500' },
  },
  {
    name: 'limits',
    title: 'Backpressure and limits',
    files: ['tests/engine/backpressure', 'src/main/engine/server', 'tests/limits'],
  },
  { name: 'upstreams', title: 'Upstream links', files: ['src/main/engine/passthrough'] },
  { name: 'fuzz', title: 'Fuzzing and properties', files: ['tests/fuzz'] },
  {
    name: 'durability',
    title: 'Sudden death while saving',
    files: ['tests/durability/sudden-death'],
    environment: { UNDERSTUDY_KILLS: '60' },
  },
  { name: 'ends', title: 'Orderly ends', files: ['tests/durability/orderly-ends'] },
]
