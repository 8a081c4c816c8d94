import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { ServerSettings } from '../../src/shared/model/workspace'
import { type Client, type Mock, startMock } from '../engine-fixture'
import { noteCases } from '../reliability-note'
import { type FuzzRun, fuzzRun, SeededRandom } from './fuzz-run'
import { type WireInput, wireInput } from './wire-input'

const echo = `
  import { defineHandler } from 'understudy'
  export default defineHandler({
    onMessage(ctx, msg) {
      if (msg.type === 'text') ctx.sendText(msg.text)
      else if (msg.type === 'binary') ctx.sendBinary(msg.data)
    },
  })`

/** Hostile clients at a time. */
const lanes = 16
/** A server that has not ended a connection this long after the client's FIN never will. */
const endLimitMs = 15_000
/** Only ends a run that hangs. */
const runLimitMs = 3_600_000

let mock: Mock | undefined

afterEach(async () => {
  await mock?.dispose()
  mock = undefined
})

const servers: readonly (readonly [string, Partial<ServerSettings>])[] = [
  ['with its defaults', {}],
  ['with compression and a small payload limit', { compression: true, maxPayload: 4096 }],
]

describe('random bytes', () => {
  it.each(servers)(
    'harm neither a server %s nor its other clients',
    async (name, settings) => {
      mock = await startMock({ 'handlers/echo.ts': echo }, { server: settings })
      const { engine } = mock
      const witness = await mock.connect('/witness')
      await check(witness, 'before')
      const before = openSockets()
      const run = fuzzRun(`Random bytes against a server ${name}`, 1500)
      await attack(Number(new URL(mock.url).port), run, witness)
      await expect.poll(() => engine.connections().length, { timeout: endLimitMs }).toBe(1)
      await expect.poll(openSockets, { timeout: endLimitMs }).toBe(before)
      await check(witness, 'after')
      expect(mock.console.filter(({ level }) => level === 'error')).toEqual([])
      const words = `${run.cases.toLocaleString('en-US')} cases of random bytes ${name}, seed ${run.seed}`
      noteCases('fuzz', run.cases, words)
    },
    runLimitMs,
  )
})

function openSockets(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length
}

async function check(witness: Client, text: string): Promise<void> {
  await witness.send(text)
  expect(await witness.next()).toBe(text)
}

/** Plays `cases` hostile clients; the witness is served in between. */
async function attack(port: number, { cases, seed }: FuzzRun, witness: Client): Promise<void> {
  let next = 0
  const lane = async () => {
    while (next < cases) {
      const number = next++
      await play(port, number, wireInput(new SeededRandom(seed + number)))
      if (number % 100 === 0) await check(witness, `${number}`)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

async function play(port: number, number: number, { writes, leaves }: WireInput): Promise<void> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
  // A server may well cut off what it is sent here.
  socket.on('error', () => socket.destroy())
  socket.resume()
  for (const bytes of writes) {
    if (!socket.writable) break
    socket.write(bytes)
    if (writes.length > 1) await nextTurn()
  }
  if (leaves === 'end') await endedByServer(socket, number)
  else await reset(socket, leaves === 'reset-at-once')
}

async function endedByServer(socket: Socket, number: number): Promise<void> {
  socket.end()
  if (socket.closed) return
  const limit = setTimeout(() => socket.destroy(new Error('too late')), endLimitMs)
  const errors: Error[] = []
  socket.on('error', (error) => errors.push(error))
  await once(socket, 'close')
  clearTimeout(limit)
  if (errors.some(({ message }) => message === 'too late')) {
    throw new Error(`Case ${number}: the server did not end the connection after the client's FIN`)
  }
}

async function reset(socket: Socket, atOnce: boolean): Promise<void> {
  if (socket.connecting) await Promise.race([once(socket, 'connect'), once(socket, 'close')])
  if (!atOnce) await nextTurn()
  if (socket.closed) return
  socket.resetAndDestroy()
  await once(socket, 'close')
}
