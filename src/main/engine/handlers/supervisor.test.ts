import { describe, expect, it } from 'vitest'
import type { HandlerStatus } from '../../../shared/model/handlers'
import { FakeClock } from '../fake-clock.test-support'
import type { CompiledHandlers } from './compile-handlers'
import { DispatchQueue } from './dispatch-queue'
import { FakeHost } from './fake-host.test-support'
import { HandlerWork } from './handler-work'
import type { DispatchedConnection, DispatchTarget } from './lane'
import { PendingActions } from './pending-actions'
import { PendingUpgrades } from './pending-upgrades'
import { defaultSupervisionLimits } from './supervision-limits'
import { Supervisor } from './supervisor'

const source = { folder: 'mocks', files: ['handlers/a.ts'] }

class Setup {
  readonly clock = new FakeClock()
  readonly hosts: FakeHost[] = []
  readonly statuses: HandlerStatus[] = []
  readonly lost: string[] = []
  readonly blamed: number[] = []
  readonly retired: number[] = []
  compiled: CompiledHandlers = {
    ok: true,
    modules: [{ file: 'handlers/a.ts', url: 'file:///a.mjs' }],
    outputs: [],
  }
  readonly supervisor: Supervisor<DispatchedConnection>
  readonly work: HandlerWork<DispatchedConnection>
  #entry = 0

  constructor() {
    const released = (target: DispatchTarget) => this.supervisor.released(target)
    const next = () => --this.#entry
    const { clock, lost } = this
    const queue = new DispatchQueue<DispatchedConnection>(
      {
        describe: ({ number }) => ({
          connection: number,
          rooms: [],
          path: '/',
          query: '',
          headers: {},
          remoteAddress: '',
          protocols: [],
          subprotocol: '',
          openedAt: 0,
          metadata: {},
          passthrough: {},
          pathId: 0,
        }),
        lost: (_connection, event, loss) => lost.push(`#${event.entry} ${loss}`),
        gone: () => undefined,
        released,
        backpressure: () => undefined,
        answered: () => undefined,
      },
      clock,
      next,
    )
    const upgrades = new PendingUpgrades(clock, defaultSupervisionLimits.upgradeTimeoutMs, released)
    this.work = new HandlerWork(queue, upgrades, new PendingActions(next, released))
    this.supervisor = new Supervisor({
      startHost: () => {
        const host = new FakeHost()
        this.hosts.push(host)
        return host
      },
      compile: async () => this.compiled,
      loadRequest: () => ({ rules: [], codeRuleSwitches: {}, state: {}, hotReload: true }),
      work: this.work,
      limits: defaultSupervisionLimits,
      clock,
      listener: {
        status: (status) => this.statuses.push(status),
        handlers: () => undefined,
        commands: (from, items) => {
          // Only `handled` matters here: opcode, entry, connection, why.
          for (let at = 0; at < items.length; at += 4) {
            queue.handled(from, Number(items[at + 2]), Number(items[at + 1]))
          }
        },
        output: () => undefined,
        retired: (code) => this.retired.push(code.version),
        ended: (_end, blamed) => {
          this.blamed.push(blamed)
          return null
        },
      },
    })
  }

  /** Loads and lets the load succeed; resolves with the host that serves then. */
  async live(): Promise<FakeHost> {
    const status = this.supervisor.load(source)
    const host = await this.booting()
    host.finishLoading()
    await status
    await turn()
    return host
  }

  /** The host that has been given code last and has not answered yet. */
  async booting(): Promise<FakeHost> {
    await turn()
    const host = this.hosts.findLast((candidate) => candidate.loads.length > 0)
    if (!host) throw new Error('No host was given code')
    return host
  }

  open(number: number, entry: number): void {
    this.work.queue.opened({ number, pauseReading: () => undefined, resumeReading: () => undefined }, entry)
  }

  get status(): HandlerStatus {
    return this.supervisor.status
  }
}

/** Lets promises and the batches of this turn through. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
}

const handled = (host: FakeHost, ...events: (readonly [entry: number, connection: number])[]) =>
  host.answer((commands) => {
    for (const [entry, connection] of events) commands.handled(entry, connection, '', null)
  })

describe('Supervisor', () => {
  it('serves what it has loaded and says how long that took', async () => {
    const setup = new Setup()
    const loading = setup.supervisor.load(source)
    const host = await setup.booting()
    setup.clock.advance(61)
    host.finishLoading()
    expect(await loading).toEqual({ state: 'live', reload: 1, tookMs: 61 })
    expect(setup.statuses.map((status) => status.state)).toEqual(['loading', 'live'])
    setup.open(1, 1)
    await turn()
    expect(host.told).toEqual(['#1 opened c1'])
  })

  it('keeps the old code when the new one does not compile', async () => {
    const setup = new Setup()
    const host = await setup.live()
    const problems = [{ message: 'Expected ";"', location: null }]
    setup.compiled = { ok: false, problems }
    expect(await setup.supervisor.load(source)).toEqual({
      state: 'error',
      reload: 2,
      problems,
      previousLive: true,
    })
    setup.open(1, 1)
    await turn()
    expect(host.told).toEqual(['#1 opened c1'])
  })

  it('keeps the old code when the new one throws, ends or hangs while it loads', async () => {
    const setup = new Setup()
    const host = await setup.live()
    const endings: ((host: FakeHost) => void)[] = [
      (next) => next.failLoading('x is not defined'),
      (next) => next.exit({ reason: 'process.exit(3)', kind: 'process.exit', stack: '' }),
      () => setup.clock.advance(defaultSupervisionLimits.loadTimeoutMs),
    ]
    for (const end of endings) {
      const loading = setup.supervisor.load(source)
      const next = await setup.booting()
      expect(next).not.toBe(host)
      end(next)
      expect(await loading).toMatchObject({ state: 'error', reload: 2, previousLive: true })
      expect(next.isGone).toBe(true)
    }
    expect(host.isGone).toBe(false)
  })

  it('asks code that was replaced to stop, and ends it after a grace', async () => {
    const setup = new Setup()
    const old = await setup.live()
    const newer = await setup.live()
    expect(old.told).toEqual(['stop'])
    setup.clock.advance(defaultSupervisionLimits.stopGraceMs)
    expect([old.isGone, newer.isGone]).toEqual([true, false])
    expect(setup.retired).toEqual([1])
    expect(setup.status).toMatchObject({ state: 'live', reload: 2 })
  })

  it('lets old code finish what it has received, then takes it over, or takes it away after the limit', async () => {
    const setup = new Setup()
    const old = await setup.live()
    setup.open(1, 1)
    setup.open(2, 2)
    await turn()
    const newer = await setup.live()
    setup.work.queue.message(1, 3, 'text', 'waits')
    handled(old, [1, 1])
    await turn()
    expect(newer.told).toEqual(['adopted c1', 'adopted c2', '#-1 reloaded c1', '#3 c1 waits'])
    expect(old.told).not.toContain('stop')
    setup.clock.advance(defaultSupervisionLimits.drainTimeoutMs)
    await turn()
    expect(old.isGone).toBe(true)
    expect(newer.told.at(-1)).toBe('#2 opened c2')
    expect(setup.status).toMatchObject({ state: 'live', reload: 2 })
  })

  it('replaces a blocked host, drops the blamed message and delivers the others again', async () => {
    const setup = new Setup()
    const host = await setup.live()
    setup.open(1, 1)
    setup.open(2, 2)
    await turn()
    handled(host, [1, 1], [2, 2])
    host.block(3)
    setup.work.queue.message(1, 3, 'text', 'loop')
    setup.work.queue.message(2, 4, 'text', 'other')
    await turn()
    setup.clock.advance(1500)
    await turn()
    expect(setup.status).toMatchObject({ state: 'restarted', reload: 1, reason: 'blocked for 1 s' })
    const next = await setup.booting()
    next.finishLoading()
    await turn()
    expect(setup.lost).toEqual(['#3 blamed'])
    expect(next.told).toEqual(['adopted c1', 'adopted c2', '#4 c2 other'])
    expect(next.loads[0]?.modules).toEqual(host.loads[0]?.modules)
  })

  it('does not wait for a host that can not be ended', async () => {
    const setup = new Setup()
    const host = await setup.live()
    setup.open(1, 1)
    await turn()
    handled(host, [1, 1])
    host.isStuck = true
    host.block(2)
    setup.work.queue.message(1, 2, 'text', 'parse')
    await turn()
    setup.work.queue.message(1, 3, 'text', 'next')
    setup.clock.advance(1500)
    await turn()
    expect(setup.status).toMatchObject({ state: 'live' })
    setup.clock.advance(1500)
    await turn()
    expect(setup.status).toMatchObject({ state: 'restarted', reason: 'blocked for 1 s' })
    const next = await setup.booting()
    next.finishLoading()
    await turn()
    expect(next.told).toEqual(['adopted c1', '#3 c1 next'])
    handled(host, [1, 3])
    host.exit({ reason: 'it ended after all', kind: 'process.exit', stack: '' })
    await turn()
    expect(setup.supervisor.restarts).toBe(1)
    expect(setup.work.queue.targetOf(1), 'what it says late counts for nothing').not.toBeNull()
    handled(next, [1, 3])
    expect(setup.lost).toEqual(['#2 blamed'])
  })

  it('pauses after three ends in a row, keeps what waits, and goes on with a reload', async () => {
    const setup = new Setup()
    let host = await setup.live()
    setup.open(1, 1)
    await turn()
    handled(host, [1, 1])
    for (let end = 1; end <= 3; end++) {
      host.exit({ reason: 'process.exit(0)', kind: 'process.exit', stack: '' })
      if (end === 3) break
      host = await setup.booting()
      host.finishLoading()
      await turn()
    }
    expect(setup.status).toEqual({
      state: 'paused',
      reload: 1,
      reason: 'process.exit 3 times',
      location: null,
    })
    expect(setup.supervisor.restarts).toBe(2)
    setup.work.queue.message(1, 2, 'text', 'waits')
    const next = await setup.live()
    expect(next.told).toEqual(['adopted c1', '#-1 reloaded c1', '#2 c1 waits'])
    expect(setup.status).toMatchObject({ state: 'live', reload: 2 })
  })

  it('counts ends from one again after a healthy while', async () => {
    const setup = new Setup()
    let host = await setup.live()
    for (let end = 0; end < 6; end++) {
      setup.clock.advance(defaultSupervisionLimits.healthyAfterMs)
      host.exit({ reason: 'out of memory (256 MB)', kind: 'out of memory', stack: '' })
      host = await setup.booting()
      host.finishLoading()
      await turn()
      expect(setup.status).toMatchObject({ state: 'restarted', reason: 'out of memory (256 MB)' })
    }
  })

  it('does not go back to older code when newer code went live during a restart', async () => {
    const setup = new Setup()
    const host = await setup.live()
    host.exit({ reason: 'process.exit(0)', kind: 'process.exit', stack: '' })
    const restarting = await setup.booting()
    const loading = setup.supervisor.load(source)
    await turn()
    const newer = setup.hosts.findLast((candidate) => candidate.loads.length > 0)
    newer?.finishLoading()
    await loading
    restarting.finishLoading()
    await turn()
    expect(restarting.isGone).toBe(true)
    setup.open(1, 1)
    await turn()
    expect(newer?.told).toEqual(['#1 opened c1'])
  })

  it('runs only the newest of the loads that wait', async () => {
    const setup = new Setup()
    const results = [1, 2, 3, 4].map(() => setup.supervisor.load(source))
    const first = await setup.booting()
    first.finishLoading()
    await turn()
    const second = await setup.booting()
    expect(second).not.toBe(first)
    second.finishLoading()
    const statuses = await Promise.all(results)
    expect(statuses.map((status) => 'reload' in status && status.reload)).toEqual([1, 2, 2, 2])
  })

  it('asks again a handshake that the ended host had not decided, and refuses after the limit', async () => {
    const setup = new Setup()
    const host = await setup.live()
    const info = { path: '/x', query: '', headers: {}, remoteAddress: '', protocols: [] }
    const decision = setup.work.upgrades.ask(info)
    await turn()
    expect(host.told).toEqual(['upgrade 1 /x'])
    host.exit({ reason: 'process.exit(0)', kind: 'process.exit', stack: '' })
    const next = await setup.booting()
    next.finishLoading()
    await turn()
    expect(next.told).toEqual(['upgrade 1 /x'])
    setup.clock.advance(defaultSupervisionLimits.upgradeTimeoutMs)
    expect(await decision).toMatchObject({ accept: false, status: 503 })
  })

  it('rejects an action whose worker ended because of it', async () => {
    const setup = new Setup()
    const host = await setup.live()
    const running = setup.work.actions.run('a.ts', 'Ring', undefined)
    await turn()
    host.run(-1)
    host.exit({ reason: 'process.exit(0)', kind: 'process.exit', stack: '' })
    await expect(running).rejects.toThrow('The action “Ring” of a.ts did not finish: process.exit(0)')
  })

  it('ends every host when it is disposed, the warm one included', async () => {
    const setup = new Setup()
    await setup.live()
    await setup.live()
    await setup.supervisor.dispose()
    expect(setup.hosts.every((host) => host.isGone)).toBe(true)
  })
})
