import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { serverSettingsSchema } from '../../src/shared/model/workspace'
import { Client } from '../engine-client'
import { type Mock, startMock } from '../engine-fixture'
import { noteCases } from '../reliability-note'
import { workspace } from '../serve/serve-process'

/** Says goodbye in the console; on `/stuck` that takes for ever. */
const farewell = `
  import { defineHandler } from 'understudy'
  export default defineHandler({
    handlesPath: '/:way',
    onConnect: (ctx) => ctx.sendText('hello'),
    onDisconnect(ctx, close) {
      ctx.log('bye', ctx.params.way, close.code)
      if (ctx.params.way === 'stuck') return new Promise(() => setInterval(() => {}, 1000))
      if (ctx.params.way === 'slow') return new Promise((resolve) => setTimeout(resolve, 100))
    },
  })`

const goodbyes = ({ console }: Mock): string[] => console.map(({ text }) => text).sort()

async function startFarewell(): Promise<Mock> {
  const mock = await startMock({ 'handlers/farewell.ts': farewell })
  onTestFinished(() => mock.dispose())
  return mock
}

describe('a server that stops', () => {
  it('tells every client 1001 and has onDisconnect run, one that never ends included', async () => {
    const mock = await startFarewell()
    const clients = [await mock.connect('/quick'), await mock.connect('/slow'), await mock.connect('/stuck')]
    for (const client of clients) await client.next()
    await mock.engine.stop()
    expect(goodbyes(mock)).toEqual(['bye quick 1001', 'bye slow 1001', 'bye stuck 1001'])
    for (const client of clients) expect((await client.closed).code).toBe(1001)
    expect(mock.engine.connections()).toEqual([])
    noteCases('ends', 1, 'stop')
  })

  it('has nothing more to wait for when it is asked again', async () => {
    const mock = await startFarewell()
    await (await mock.connect('/stuck')).next()
    await mock.engine.stop()
    let isOver = false
    void mock.engine.stop().then(() => {
      isOver = true
    })
    await new Promise((resolve) => setImmediate(resolve))
    expect(isOver).toBe(true)
  })

  it('starts again on another port; the former one is free, and the handlers are still there', async () => {
    const mock = await startFarewell()
    const before = await mock.connect('/quick')
    const formerUrl = mock.url
    await mock.engine.stop()
    await mock.engine.start(serverSettingsSchema.parse({ port: 0 }))
    expect((await before.closed).code).toBe(1001)
    expect(mock.url).not.toBe(formerUrl)
    const refused = new Client(`${formerUrl}/quick`, 'late', {}, 5000)
    await expect(refused.opened).rejects.toThrow('ECONNREFUSED')
    expect(await (await mock.connect('/quick')).next()).toBe('hello')
    noteCases('ends', 1, 'restart on another port')
  })
})

describe.skipIf(process.platform === 'win32')('serve', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends at %s: clients get 1001, onDisconnect runs with a limit, and no process stays behind',
    async (signal) => {
      const folder = await workspace({ 'handlers/farewell.ts': farewell })
      const server = await serveInGroup(folder)
      const clients = ['quick', 'stuck'].map((way) => new Client(`${server.url}/${way}`, way, {}, 15_000))
      for (const client of clients) expect(await client.next()).toBe('hello')
      process.kill(server.pid, signal)
      for (const client of clients) expect((await client.closed).code).toBe(1001)
      expect(await server.exited).toBe(0)
      expect(server.errors()).toContain('bye quick 1001')
      expect(server.errors()).toContain('bye stuck 1001')
      // All that it ever started (the compiler, for one) is in its process group.
      await expect.poll(() => isGroupAlive(server.pid), { timeout: 5000 }).toBe(false)
      noteCases('ends', 1, signal)
    },
  )
})

/** Starts `serve` as the head of a process group. */
async function serveInGroup(folder: string) {
  const program = join(inject('workerFolder'), 'serve.mjs')
  const child = spawn(process.execPath, [program, folder, '--trust', '--port', '0'], { detached: true })
  const { pid } = child
  if (pid === undefined) throw new Error('serve did not start')
  onTestFinished(() => {
    if (isGroupAlive(pid)) process.kill(-pid, 'SIGKILL')
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve))
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', (line) => resolve(line.replace('listening ', '')))
    child.once('close', () => reject(new Error(errors)))
  })
  return { pid, url, exited, errors: () => errors }
}

function isGroupAlive(pid: number): boolean {
  try {
    process.kill(-pid, 0)
    return true
  } catch {
    // Nobody is left to send a signal to.
    return false
  }
}
