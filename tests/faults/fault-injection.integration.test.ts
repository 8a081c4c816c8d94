import { expect, it } from 'vitest'
import { type Client, type Mock, startMock } from '../engine-fixture'
import { noteCases } from '../reliability-note'
import { handlerSource } from './fault-handlers'
import { FaultInjector, receiptTimeoutMs } from './fault-injector'
import { type PlannedFault, planFaults } from './fault-schedule'
import { FaultTraffic } from './fault-traffic'
import { leaksSince, resourceCounts } from './leaks'
import { SeededRandom, seedOfRun } from './seeded-random'
import { WorkerWatch } from './worker-watch'

const faults = Number(process.env.UNDERSTUDY_FAULTS) || 40
const seed = seedOfRun()
const recoveryLimitMs = 15_000

/** Short limits, and no pause of the handlers for ends that were planned. */
const supervision = {
  receiptTimeoutMs,
  restartsBeforePause: 4,
  healthyAfterMs: 0,
  drainTimeoutMs: 400,
  loadTimeoutMs: 400,
  stopGraceMs: 100,
}

it(`${faults} faults cost no connection and no message but those reported, and leave nothing behind (seed ${seed})`, {
  timeout: 60_000 + faults * 4000,
}, async () => {
  console.log(`UNDERSTUDY_SEED=${seed} UNDERSTUDY_FAULTS=${faults}`)
  await runFaults([]) // What is made once per process (esbuild's, for one) is no leak.
  const before = resourceCounts()
  const run = await runFaults(planFaults(new SeededRandom(seed), faults))
  await expect.poll(() => leaksSince(before), { timeout: 5000 }).toEqual([])
  console.log(
    `${run.sent} messages, ${run.reported} of them reported as failed; ${run.threads} worker threads`,
  )
  noteCases('supervision', faults, `${run.sent} messages, none lost, doubled or out of order; seed ${seed}`)
})

async function runFaults(planned: readonly PlannedFault[]) {
  const watch = new WorkerWatch()
  const mock = await startMock({ 'handlers/all.ts': handlerSource(0) }, { supervision })
  const traffic = await FaultTraffic.start(mock)
  const injector = new FaultInjector(mock, traffic, watch)
  try {
    await recover(mock, traffic, injector, 'the start')
    for (const [index, fault] of planned.entries()) {
      const visit = visitOnce(mock)
      await injector.inject(fault)
      await recover(mock, traffic, injector, `fault ${index + 1}, ${fault.kind} while ${fault.state}`)
      await visit
    }
    traffic.stopSending()
    await settle(mock, traffic, injector, 'the end')
    expect(traffic.talkers.flatMap(({ ledger }) => ledger.violations())).toEqual([])
    await expectTrueReplicas(mock, traffic)
  } finally {
    traffic.dispose()
    await mock.dispose()
    watch.dispose()
  }
  expect(watch.exited).toBe(watch.started)
  return { sent: traffic.sent, reported: traffic.reported, threads: watch.started }
}

/** A client that comes and goes in the midst of it: its handshake waits if need be. */
async function visitOnce(mock: Mock): Promise<void> {
  const client = await mock.connect('/visitor')
  await greeting(client)
  client.close()
  expect((await client.closed).code).toBe(1000)
}

async function greeting(client: Client): Promise<void> {
  expect(await client.next()).toBe('hello')
}

/** Waits until the handlers answer everybody again. */
async function recover(
  mock: Mock,
  traffic: FaultTraffic,
  injector: FaultInjector,
  when: string,
): Promise<void> {
  expect(
    traffic.talkers.filter(({ client }) => !client.isOpen).map(({ ledger }) => ledger.name),
    `connections closed after ${when}`,
  ).toEqual([])
  const probes = traffic.talkers.map((talker) => ({ talker, text: traffic.send(talker) }))
  await until(mock, injector, when, () =>
    probes.flatMap(({ talker, text }) =>
      talker.ledger.isSettled(text) ? [] : [`${talker.ledger.name} got no answer to ${text}`],
    ),
  )
}

async function settle(mock: Mock, traffic: FaultTraffic, injector: FaultInjector, when: string) {
  await until(mock, injector, when, () =>
    traffic.talkers.flatMap(({ ledger }) =>
      ledger.outstanding === 0 ? [] : [`${ledger.name} waits for ${ledger.unsettled.slice(0, 3).join(', ')}`],
    ),
  )
}

/** Polls because what is waited for is the absence of something; paused handlers are loaded again. */
async function until(
  mock: Mock,
  injector: FaultInjector,
  when: string,
  missing: () => readonly string[],
): Promise<void> {
  const startedAt = performance.now()
  while (missing().length > 0) {
    if (performance.now() - startedAt > recoveryLimitMs) {
      const status = JSON.stringify(mock.engine.handlerStatus)
      const said = mock.console.slice(-10).map(({ text }) => text)
      throw new Error([`After ${when} (seed ${seed}):`, ...missing(), status, ...said].join('\n'))
    }
    if (mock.engine.handlerStatus.state === 'paused') await injector.loadGood()
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** What main and the last worker know of each other's connections agrees with who is there. */
async function expectTrueReplicas(mock: Mock, traffic: FaultTraffic): Promise<void> {
  const ids = traffic.talkers.map(({ number }) => `c${number}`)
  expect(mock.engine.connections().map(({ id }) => id)).toEqual(ids)
  expect(mock.engine.room('visitor').members).toEqual([])
  const { culprit } = traffic
  expect(mock.engine.room('culprit').members).toEqual([`c${culprit.number}`])
  const answer = new Promise<string>((resolve) => {
    culprit.client.socket.once('message', (data) => resolve(String(data)))
  })
  const text = traffic.send(culprit, 'who')
  expect((await answer).split(' ').slice(0, -1).sort()).toEqual([...ids].sort())
  expect(text).toContain('who')
}
