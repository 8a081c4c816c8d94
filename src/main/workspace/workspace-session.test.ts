import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { breakpointSchema, passthroughRuleSchema } from '../../shared/model/workspace'
import { FakeEngine } from './fake-engine.test-support'
import { temporaryFolder } from './temporary-folder.test-support'
import { SessionTrustStore } from './trust-store'
import { WorkspaceSession, type WorkspaceSessionOptions } from './workspace-session'

const handler = 'export default {}'

const settings = `{
  // Ours.
  "server": { "port": 4401 },
  "handlers": { "disabled": ["handlers/b.ts"] },
  "passthrough": [
    { "name": "prices", "enabled": false, "upstream": "ws://127.0.0.1:1" },
    { "name": "orders", "path": "/ws/*", "upstream": "ws://self/up" }
  ],
  "faults": [{ "name": "slow" }],
  "scenarios": [
    { "name": "Happy" },
    { "name": "Down", "passthrough": { "prices": true, "orders": false, "code": false }, "faults": { "slow": true }, "handlers": { "disabled": ["handlers/a.ts"] } }
  ]
}
`

async function opened(
  options: Partial<WorkspaceSessionOptions> & {
    readonly files?: Record<string, string>
    trusted?: boolean
  } = {},
) {
  const folder = await temporaryFolder({
    'understudy.json': settings,
    'handlers/a.ts': handler,
    'handlers/b.ts': handler,
    'handlers/_c.ts': 'export const c = 1',
    ...options.files,
  })
  const engine = new FakeEngine()
  const trust = new SessionTrustStore([])
  if (options.trusted !== false) await trust.trust(folder)
  const session = new WorkspaceSession({
    engine,
    trust,
    overrides: {},
    hotReload: true,
    watch: false,
    ...options,
  })
  onTestFinished(() => session.close())
  await session.open(folder)
  const file = join(folder, 'understudy.json')
  return { session, engine, folder, file, text: () => readFile(file, 'utf8') }
}

/** Resolves when the session's state fits, which a change on disk brings about by and by. */
function until(session: WorkspaceSession, fits: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = session.events.on('changed', () => {
      if (!fits()) return
      stop()
      resolve()
    })
  })
}

describe('opening a workspace', () => {
  it('loads the handlers that are not disabled, and sets rules and faults as the file says', async () => {
    const { session, engine, folder } = await opened()
    expect(engine.newCalls()).toEqual(['load handlers/a.ts'])
    expect(engine.on).toEqual(['orders'])
    expect(session.info).toMatchObject({ folder, trusted: true, sample: null, problem: null })
    expect(session.handlerFiles()).toEqual([
      { path: 'handlers/_c.ts', disabled: false, version: expect.any(String), shared: true },
      { path: 'handlers/a.ts', disabled: false, version: expect.any(String) },
      { path: 'handlers/b.ts', disabled: true, version: expect.any(String) },
    ])
  })

  it('runs no handlers of a folder that is not trusted, until the user says so', async () => {
    const { session, engine } = await opened({ trusted: false })
    expect(engine.newCalls()).toEqual(['load not-trusted'])
    await session.saveHandler('handlers/a.ts', `${handler}\n`)
    expect(engine.newCalls()).toEqual(['load not-trusted'])
    await session.trust()
    expect(engine.newCalls()).toEqual(['load handlers/a.ts'])
    expect(session.info.trusted).toBe(true)
  })

  it('names a missing folder, a bad file and an unknown scenario, and stays where it was', async () => {
    const { session, engine, folder } = await opened()
    engine.newCalls()
    const bad = await temporaryFolder({
      'understudy.json': '{ "passthrough": [{ "name": "a", "upstream": "x" }] }',
    })
    await expect(session.open(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'workspace-missing' })
    await expect(session.open(bad)).rejects.toMatchObject({
      code: 'workspace-invalid',
      message: `${join(bad, 'understudy.json')}: passthrough[0].upstream: not a ws:// or wss:// URL`,
    })
    await expect(session.open(folder, { scenario: 'Sad' })).rejects.toThrow(
      'no scenario called "Sad": choose one of "Happy", "Down"',
    )
    expect(session.info.folder).toBe(folder)
    expect(engine.newCalls()).toEqual([])
  })

  it('leaves nothing of the workspace before: server, code, switches, state', async () => {
    const { session, engine } = await opened()
    await session.startServer()
    await session.chooseScenario('Down')
    engine.setState('price', 1)
    engine.newCalls()
    await session.open(await temporaryFolder())
    expect(engine.newCalls()).toEqual(['restart', 'load no-files', 'load not-trusted'])
    expect(engine.on).toEqual([])
    expect(engine.state).toEqual({})
    expect(session.activeScenario).toBe(null)
  })

  it('opens a folder without understudy.json, and makes the file with the first edit', async () => {
    const folder = await temporaryFolder({ 'handlers/a.ts': handler })
    const { session } = await opened()
    await session.open(folder)
    expect(session.settings.server.port).toBe(4400)
    await session.setPort(4500)
    expect(JSON.parse(await readFile(join(folder, 'understudy.json'), 'utf8'))).toEqual({
      version: 1,
      server: { port: 4500 },
    })
  })
})

describe('edits of scenarios', () => {
  const wild = { name: 'Wild', passthrough: { prices: true }, faults: {}, breakpoints: {} }

  it('are added, moved, removed and put back in the file, which keeps its comments', async () => {
    const { session, text } = await opened()
    const names = () => session.settings.scenarios.map(({ name }) => name)
    await session.saveScenario(wild, null)
    await session.moveScenario('Wild', -1)
    expect(names()).toEqual(['Happy', 'Wild', 'Down'])
    await session.removeScenario('Wild')
    expect(names()).toEqual(['Happy', 'Down'])
    await session.restoreScenario('Wild')
    expect(names()).toEqual(['Happy', 'Wild', 'Down'])
    expect(await text()).toContain('// Ours.')
    await expect(session.restoreScenario('Down')).rejects.toThrow('"Down" was not removed here')
  })

  it('that are renamed stay active, with what was flipped by hand', async () => {
    const { session, engine } = await opened()
    await session.chooseScenario('Down')
    await session.setRuleEnabled('prices', false)
    const [, down] = session.settings.scenarios
    if (!down) throw new Error('no scenario')
    await session.saveScenario({ ...down, name: 'Outage' }, 'Down')
    expect(session.activeScenario).toBe('Outage')
    expect(engine.on).toEqual(['slow'])
  })

  it('that are changed while active count at once, over what was flipped by hand', async () => {
    const { session, engine } = await opened()
    await session.chooseScenario('Happy')
    await session.setFaultEnabled('slow', false)
    await session.saveScenario({ ...wild, name: 'Happy', faults: { slow: true } }, 'Happy')
    expect(session.activeScenario).toBe('Happy')
    expect(engine.on).toEqual(['prices', 'orders', 'slow'])
  })

  it('that are removed while active leave the file’s own switches', async () => {
    const { session, engine } = await opened()
    await session.chooseScenario('Down')
    await session.removeScenario('Down')
    expect(session.activeScenario).toBe(null)
    expect(engine.on).toEqual(['orders'])
  })
})

describe('the server', () => {
  it('listens where the overrides say, until the user sets another port', async () => {
    const { session, engine, text } = await opened({ overrides: { port: 0 } })
    engine.newCalls()
    await session.startServer()
    await session.setPort(4500)
    expect(engine.newCalls()).toEqual(['start 127.0.0.1:0', 'restart', 'start 127.0.0.1:4500'])
    expect(await text()).toContain('// Ours.')
  })

  it('takes over other settings without a break, and only while it runs', async () => {
    const { session, engine } = await opened()
    engine.newCalls()
    await session.allowOrigin('https://a.example')
    expect(engine.newCalls()).toEqual([])
    await session.startServer()
    await session.allowOrigin('https://b.example')
    expect(engine.newCalls()).toEqual(['start 127.0.0.1:4401', 'configure'])
    expect(engine.settings?.allowedOrigins).toEqual(['localhost', 'https://a.example', 'https://b.example'])
    await session.stopServer()
    await session.setPort(4502)
    expect(engine.newCalls()).toEqual(['stop'])
  })

  it('moves away from a port that is taken', async () => {
    const { session, engine } = await opened()
    engine.takenPort = 4401
    await expect(session.startServer()).rejects.toMatchObject({ code: 'port-taken' })
    engine.newCalls()
    await session.setPort(4503)
    expect(engine.serverStatus).toMatchObject({ state: 'running', port: 4503 })
  })

  it('leads `self` upstreams to its own address', async () => {
    const { session, engine } = await opened()
    await session.startServer()
    expect(engine.rules[1]?.upstream).toBe('ws://127.0.0.1:4401/up')
    expect(session.rules()[1]?.rule.upstream).toBe('ws://self/up')
  })
})

describe('scenarios', () => {
  it('apply rules, faults and handlers at once, and null goes back to the file', async () => {
    const { session, engine, text } = await opened()
    engine.newCalls()
    await session.chooseScenario('Down')
    expect(session.activeScenario).toBe('Down')
    expect(engine.on).toEqual(['prices', 'slow'])
    expect(engine.newCalls()).toEqual(['load handlers/b.ts'])
    await session.chooseScenario(null)
    expect(engine.on).toEqual(['orders'])
    expect(engine.newCalls()).toEqual(['load handlers/a.ts'])
    expect(await text()).toBe(settings)
  })

  it('do not reload handlers where the files stay the same', async () => {
    const { session, engine } = await opened()
    engine.newCalls()
    await session.chooseScenario('Happy')
    expect(engine.newCalls()).toEqual([])
  })

  it('keep what is flipped by hand in memory until another is chosen', async () => {
    const { session, engine, text } = await opened()
    await session.chooseScenario('Down')
    engine.newCalls()
    await session.setRuleEnabled('prices', false)
    await session.setFaultEnabled('slow', false)
    await session.setHandlerDisabled('handlers/a.ts', false)
    expect(engine.on).toEqual([])
    expect(engine.newCalls()).toEqual(['load handlers/a.ts handlers/b.ts'])
    expect(await text()).toBe(settings)
    await session.chooseScenario('Down')
    expect(engine.on).toEqual(['prices', 'slow'])
  })

  it('do not leak their switches into a rule that is saved meanwhile', async () => {
    const { session, engine, file } = await opened()
    await session.chooseScenario('Down')
    const shown = passthroughRuleSchema.parse({ name: 'prices', enabled: true, upstream: 'ws://127.0.0.1:2' })
    await session.saveRule(shown, 'prices')
    expect(engine.on).toContain('prices')
    await session.chooseScenario(null)
    expect(engine.on).toEqual(['orders'])
    expect(await readFile(file, 'utf8')).toContain('"ws://127.0.0.1:2"')
  })

  it('switch rules that are declared in code, also ones that a later load brings', async () => {
    const { session, engine } = await opened()
    await session.chooseScenario('Down')
    engine.declareRule('code')
    expect(engine.codeRuleEnabled('code')).toBe(false)
    expect(session.rules().at(-1)).toMatchObject({ rule: { name: 'code' }, enabled: false, source: 'code' })
    await session.setRuleEnabled('code', true)
    expect(engine.codeRuleEnabled('code')).toBe(true)
    await session.chooseScenario(null)
    await session.setRuleEnabled('code', false)
    await session.chooseScenario('Happy')
    expect(engine.codeRuleEnabled('code')).toBe(false)
  })
})

describe('edits', () => {
  it('are written to the file without a scenario, in the order of the calls', async () => {
    const { session, engine, file } = await opened()
    await Promise.all([
      session.setRuleEnabled('prices', true),
      session.setFaultEnabled('slow', true),
      session.removeRule('orders'),
    ])
    expect(engine.on).toEqual(['prices', 'slow'])
    const text = await readFile(file, 'utf8')
    expect(text).toContain('// Ours.')
    expect(text).not.toContain('ws://self')
  })

  it('name what does not exist, and refuse what would not be valid', async () => {
    const { session, text } = await opened()
    await expect(session.setRuleEnabled('pricez', true)).rejects.toMatchObject({ code: 'not-found' })
    await expect(session.setHandlerDisabled('handlers/_c.ts', true)).rejects.toMatchObject({
      code: 'not-found',
    })
    const bad = passthroughRuleSchema.parse({ name: 'x', upstream: 'ws://x', clientToServer: { regex: '(' } })
    await expect(session.saveRule(bad, null)).rejects.toMatchObject({ code: 'bad-request' })
    expect(await text()).toBe(settings)
  })

  it('of breakpoints say only what is particular, and a scenario’s switch stays out of the file', async () => {
    const { session, engine, text } = await opened()
    const breakpoint = breakpointSchema.parse({ name: 'amounts', message: { jsonpath: '$.amount' } })
    await session.saveBreakpoint(breakpoint, null)
    expect(engine.on).toEqual(['orders', 'amounts'])
    const saved = JSON.parse((await text()).replace(/^\s*\/\/.*$/gm, '')).breakpoints
    expect(saved).toEqual([{ name: 'amounts', enabled: true, path: '/*', message: { jsonpath: '$.amount' } }])
    await session.chooseScenario('Happy')
    await session.setBreakpointEnabled('amounts', false)
    expect(engine.on).not.toContain('amounts')
    await session.chooseScenario(null)
    expect(engine.on).toContain('amounts')
    await session.setHolding({ timeoutMs: 5000, onTimeout: 'drop' })
    expect(session.settings.holding).toEqual({ timeoutMs: 5000, onTimeout: 'drop' })
    await session.removeBreakpoint('amounts')
    expect(session.breakpoints()).toEqual([])
  })

  it('say how replies are paired, and nothing of it where that is guessed', async () => {
    const { session, text } = await opened()
    await session.setPairing({ id: ['$.op.n', '$.id'] })
    expect(await text()).toContain('"pairing"')
    expect(session.settings.pairing).toEqual({ id: ['$.op.n', '$.id'] })
    await session.setPairing({})
    expect(session.settings.pairing).toEqual({})
    expect(await text()).not.toContain('"pairing"')
  })

  it('never overwrite a file that has a fault: everything goes on as it was', async () => {
    const { session, engine, file } = await opened()
    await writeFile(file, '{ "server": ')
    await expect(session.setRuleEnabled('prices', true)).rejects.toMatchObject({ code: 'workspace-invalid' })
    expect(await readFile(file, 'utf8')).toBe('{ "server": ')
    expect(session.info.problem).toMatchObject({ file: 'understudy.json', message: '1:13: value expected' })
    expect(engine.on).toEqual(['orders'])
    await writeFile(file, settings)
    await session.setRuleEnabled('prices', true)
    expect(session.info.problem).toBe(null)
    expect(engine.on).toEqual(['prices', 'orders'])
  })

  it('start from what is on disk, not from what was read before', async () => {
    const { session, engine, file } = await opened()
    await writeFile(file, settings.replace('"name": "slow"', '"name": "slow", "enabled": true'))
    await session.setRuleEnabled('prices', true)
    expect(engine.on).toEqual(['prices', 'orders', 'slow'])
  })
})

describe('handler files', () => {
  it('load again with every save, also without hot reload', async () => {
    const { session, engine, folder } = await opened({ hotReload: false })
    engine.newCalls()
    await session.saveHandler('handlers/a.ts', 'export default []')
    expect(await readFile(join(folder, 'handlers/a.ts'), 'utf8')).toBe('export default []')
    expect(await session.readHandler('handlers/a.ts')).toBe('export default []')
    expect(engine.newCalls()).toEqual(['load handlers/a.ts'])
  })

  it('are created, renamed, disabled and removed, and the settings follow', async () => {
    const { session, engine } = await opened()
    engine.newCalls()
    await session.createHandler('handlers/new.ts', '// mine\nexport default []')
    expect(await session.readHandler('handlers/new.ts')).toBe('// mine\nexport default []')
    await session.renameHandler('handlers/b.ts', 'handlers/z.ts')
    expect(session.handlerFiles().filter((file) => file.disabled)).toEqual([
      { path: 'handlers/z.ts', disabled: true, version: expect.any(String) },
    ])
    await session.setHandlerDisabled('handlers/z.ts', false)
    await session.removeHandler('handlers/a.ts')
    expect(engine.newCalls().at(-1)).toBe('load handlers/new.ts handlers/z.ts')
    await session.chooseScenario('Down')
    expect(engine.newCalls()).toEqual([])
  })
})

describe('changes on disk', () => {
  it('of the settings are taken over; a fault is shown and changes nothing', async () => {
    const { session, engine, file } = await opened({ watch: true })
    await session.startServer()
    let changed = until(session, () => engine.on.includes('slow'))
    await writeFile(file, settings.replace('"name": "slow"', '"name": "slow", "enabled": true'))
    await changed
    changed = until(session, () => session.info.problem !== null)
    await writeFile(file, '{ "server": { "prot": 1 } }')
    await changed
    expect(session.info.problem?.message).toBe('server.prot: unknown setting')
    expect(engine.on).toEqual(['orders', 'slow'])
    changed = until(session, () => /path pattern/.test(session.info.problem?.message ?? ''))
    await writeFile(file, '{ "passthrough": [{ "name": "prices", "path": "/ws/{", "upstream": "ws://x" }] }')
    await changed
    expect(session.info.problem?.message).toMatch(/^passthrough\[0\]\.path: The path pattern is invalid/)
    expect(engine.on).toEqual(['orders', 'slow'])
    changed = until(session, () => session.info.problem === null)
    engine.newCalls()
    await writeFile(file, settings.replace('4401', '4402'))
    await changed
    expect(engine.newCalls()).toEqual(['restart', 'start 127.0.0.1:4402'])
  })

  it('of handlers are loaded with hot reload, once for a save of our own', async () => {
    const { session, engine, folder } = await opened({ watch: true })
    engine.newCalls()
    await session.saveHandler('handlers/a.ts', 'export default []')
    const changed = until(session, () => session.handlerFiles().some((file) => file.path === 'handlers/d.ts'))
    await writeFile(join(folder, 'handlers', 'd.ts'), handler)
    await changed
    expect(engine.newCalls()).toEqual(['load handlers/a.ts', 'load handlers/a.ts handlers/d.ts'])
  })

  it('of handlers are only listed without hot reload', async () => {
    const { session, engine, folder } = await opened({ watch: true, hotReload: false })
    engine.newCalls()
    const changed = until(session, () => session.handlerFiles().some((file) => file.path === 'handlers/d.ts'))
    await writeFile(join(folder, 'handlers', 'd.ts'), handler)
    await changed
    expect(engine.newCalls()).toEqual([])
    await session.reload()
    expect(engine.newCalls()).toEqual(['load handlers/a.ts handlers/d.ts'])
  })
})
