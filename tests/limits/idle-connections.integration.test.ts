import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { expect, it } from 'vitest'
import { noteCases } from '../reliability-note'
import { serve, workspace } from '../serve/serve-process'

/** More where somebody measures: each takes a file of this process and one of the server. */
const count = Number(process.env.UNDERSTUDY_IDLE ?? 300)
/** Handshakes under way at once. */
const wave = 100
const mib = 1024 * 1024

const answering = `
  import { defineHandler } from 'understudy'
  export default defineHandler({ handlesPath: '/idle', onMessage: (ctx) => ctx.sendText('ok') })`

/** A bare socket after its handshake: a client library for each would be most of what is measured here. */
async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.write(
    'GET /idle HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  )
  const [answer]: readonly Buffer[] = await once(socket, 'data')
  if (!answer?.toString().startsWith('HTTP/1.1 101')) throw new Error(`Refused: ${answer}`)
  return socket
}

/** Sends an empty text and waits for `ok`. */
async function isAnswered(socket: Socket): Promise<boolean> {
  socket.write(Buffer.from([0x81, 0x80, 0, 0, 0, 0]))
  const [answer]: readonly Buffer[] = await once(socket, 'data')
  return answer?.equals(Buffer.from([0x81, 2, ...Buffer.from('ok')])) === true
}

async function inWaves<T>(items: readonly T[], each: (item: T) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < items.length; from += wave) {
    await Promise.all(items.slice(from, from + wave).map(each))
  }
}

/** Bytes of memory that the process holds; null where the system does not tell. */
async function memoryOf(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
  return kib === undefined ? null : Number(kib) * 1024
}

it('many idle connections stay open, each is answered when it speaks, and memory is bounded', async () => {
  const server = serve([await workspace({ 'handlers/idle.ts': answering }), '--trust', '--port', '0'])
  const port = Number(new URL(await server.listening()).port)
  const first = await open(port)
  const before = await memoryOf(server.pid)

  const sockets: Socket[] = []
  await inWaves(Array.from({ length: count }), async () => sockets.push(await open(port)))
  const after = await memoryOf(server.pid)
  let answered = 0
  await inWaves([first, ...sockets], async (socket) => {
    if (await isAnswered(socket)) answered += 1
  })
  expect(answered).toBe(count + 1)
  for (const socket of [first, ...sockets]) socket.destroy()

  if (before === null || after === null) return noteCases('limits', count, 'idle connections')
  expect(after - before).toBeLessThan(40 * mib + count * 24 * 1024)
  const each = ((after - before) / count / 1024).toFixed(1)
  noteCases('limits', count, `idle connections, ${each} KiB each`)
}, 120_000)
