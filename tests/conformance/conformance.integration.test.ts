import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ServerSettings } from '../../src/shared/model/workspace'
import { type Mock, startMock } from '../engine-fixture'
import type { ConformanceCase, ServerKind } from './conformance-case'
import { conformanceReport } from './report'
import { runCase } from './run-case'
import { sections } from './sections'

const file = resolve(import.meta.dirname, '..', '..', 'docs', 'conformance.md')
const cases = sections.flatMap((section) => section.cases)
/** How many cases run at a time. */
const lanes = 24

const handlers = `
  import { defineHandler } from 'understudy'
  export default [
    defineHandler({
      handlesPath: '/echo',
      onMessage(ctx, msg) {
        if (msg.type === 'text') ctx.sendText(msg.text)
        else if (msg.type === 'binary') ctx.sendBinary(msg.data)
      },
    }),
    defineHandler({
      handlesPath: '/farewell',
      onMessage(ctx, msg) {
        if (msg.type !== 'text' || !msg.text.startsWith('{')) return
        const { code, reason } = JSON.parse(msg.text)
        ctx.close(code, reason)
      },
    }),
    defineHandler({
      handlesPath: '/where/:name',
      onConnect(ctx) {
        ctx.sendJson({ path: ctx.path, query: ctx.query.x ?? '', name: ctx.params.name })
      },
    }),
    defineHandler({
      handlesPath: '/private',
      onUpgrade: () => ({ status: 401, headers: { 'WWW-Authenticate': 'Bearer' }, body: 'no token' }),
    }),
  ]`

const settings: Readonly<Record<ServerKind, Partial<ServerSettings>>> = {
  plain: {},
  compressed: { compression: true },
  small: { compression: true, maxPayload: 65_536 },
  ipv6: { host: '::1' },
}

const servers = new Map<ServerKind, Mock>()
const failures = new Map<string, string>()
let hasIpv6 = true

beforeAll(async () => {
  hasIpv6 = await canListenOnIpv6()
  if (!hasIpv6) console.log('Cases on IPv6 are skipped: this machine has no ::1.')
  for (const kind of ['plain', 'compressed', 'small', 'ipv6'] as const) {
    if (kind === 'ipv6' && !hasIpv6) continue
    servers.set(kind, await startMock({ 'handlers/conformance.ts': handlers }, { server: settings[kind] }))
  }
  await runAll()
}, 120_000)

afterAll(async () => {
  for (const mock of servers.values()) await mock.dispose()
})

async function canListenOnIpv6(): Promise<boolean> {
  const server = createServer().listen(0, '::1')
  try {
    await once(server, 'listening')
    return true
  } catch {
    // No IPv6: what the cases on it need is not there.
    return false
  } finally {
    server.close()
  }
}

/** Runs all cases, the slow ones first so that the others fill their waiting. */
async function runAll(): Promise<void> {
  const isSlow = ({ id }: ConformanceCase) => id.startsWith('14.5.') || id === '7.10.7'
  const slow = cases.filter(isSlow).map(run)
  const queue = cases.filter((one) => !isSlow(one)).values()
  const lane = async () => {
    for (const one of queue) await run(one)
  }
  await Promise.all([...slow, ...Array.from({ length: lanes }, lane)])
}

async function run(one: ConformanceCase): Promise<void> {
  const address = servers.get(one.server ?? 'plain')?.engine.serverStatus
  if (address?.state !== 'running') return
  const failure = await runCase(one, address.host, address.port)
  if (failure !== null) failures.set(one.id, failure)
}

for (const section of sections) {
  describe(`conformance ${section.number}: ${section.title}`, () => {
    it.each(section.cases)('$id $title ($sends)', ({ id, server }) => {
      if (server === 'ipv6' && !hasIpv6) return
      expect(failures.get(id)).toBeUndefined()
    })
  })
}

describe('after all cases', () => {
  it('every case has a number of its own', () => {
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length)
  })

  it('no connection is left', async () => {
    for (const mock of servers.values()) {
      await expect.poll(() => mock.engine.connections().length).toBe(0)
    }
  })

  it('no server has said that anything of its own failed', () => {
    for (const mock of servers.values()) {
      expect(mock.console.filter(({ level }) => level === 'error')).toEqual([])
    }
  })

  // UPDATE_CONFORMANCE=1 writes the file.
  it('docs/conformance.md is that of today', async () => {
    const report = conformanceReport(sections, failures)
    if (process.env.UPDATE_CONFORMANCE) await writeFile(file, report)
    expect(await readFile(file, 'utf8')).toBe(report)
  })
})
