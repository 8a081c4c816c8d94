/**
 * The parts of docs/reliability.md. `environment`: more cases than `npm test` tries, unless the variable is set already.
 * @type {readonly { name: string, title: string, files: readonly string[], runner?: 'playwright', environment?: NodeJS.ProcessEnv }[]}
 */
export const parts = [
  { name: 'conformance', title: 'Protocol conformance, over raw sockets', files: ['tests/conformance'] },
  { name: 'clients', title: 'Clients that nobody here wrote, with each sample', files: ['tests/foreign'] },
  {
    name: 'chromium',
    title: 'A page of a browser, with each sample',
    runner: 'playwright',
    files: ['e2e/browser-client.spec.ts'],
  },
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
    environment: { UNDERSTUDY_IDLE: '9900' },
  },
  { name: 'upstreams', title: 'Upstream links', files: ['src/main/engine/passthrough'] },
  {
    name: 'security',
    title: 'Security of the app',
    runner: 'playwright',
    files: ['e2e/security.spec.ts', 'e2e/electron-checklist.spec.ts'],
  },
  {
    name: 'fuzz',
    title: 'Fuzzing and properties',
    files: ['tests/fuzz'],
    environment: { FUZZ_CASES: '100000', FUZZ_SEED: '42' },
  },
  {
    name: 'durability',
    title: 'Sudden death while saving',
    files: ['tests/durability/sudden-death'],
    environment: { UNDERSTUDY_KILLS: '60' },
  },
  {
    name: 'ends',
    title: 'Orderly ends',
    files: ['tests/durability/orderly-ends', 'tests/durability/restarts'],
  },
]
