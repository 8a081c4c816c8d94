import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { constants, deflateRawSync } from 'node:zlib'
import { expect, it, onTestFinished } from 'vitest'
import { startMock } from '../engine-fixture'

/** A masked frame; a mask of zeros would not be looked at. */
function frame(firstByte: number, payload: Buffer): Buffer {
  const mask = Buffer.from([1, 2, 3, 4])
  const length =
    payload.length < 126
      ? Buffer.from([0x80 | payload.length])
      : Buffer.from([0x80 | 126, payload.length >> 8, payload.length & 255])
  const masked = payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0))
  return Buffer.concat([Buffer.from([firstByte]), length, mask, masked])
}

async function upgraded(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => undefined)
  socket.write(
    'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n' +
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n',
  )
  const [answer]: readonly Buffer[] = await once(socket, 'data')
  expect(answer?.toString()).toContain('permessage-deflate')
  return socket
}

/** Takes a while to inflate: what comes next has to wait. */
const inflating = frame(
  0xc1,
  deflateRawSync(Buffer.alloc(8_000_000, 'a'), { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, -4),
)
const brokenText = frame(0x81, Buffer.from([0xff, 0xff, 0xff, 0xff]))
const reservedCode = frame(0x88, Buffer.from([0x03, 0xee]))

it.each([
  ['a text that is no UTF-8', brokenText, 1007],
  ['a close with a code that is not to be sent', reservedCode, 1002],
])(
  'what a client sends after %s, while an earlier message is inflated, is not read',
  async (_what, error, code) => {
    const mock = await startMock(
      { 'handlers/mute.ts': 'export default { onMessage() {} }' },
      { server: { compression: true } },
    )
    onTestFinished(() => mock.dispose())
    for (let round = 0; round < 20; round++) {
      const socket = await upgraded(Number(new URL(mock.url).port))
      const received: Buffer[] = []
      socket.on('data', (bytes) => received.push(bytes))
      const closed = once(socket, 'close')
      for (const bytes of [inflating, error, Buffer.alloc(64, 7), Buffer.alloc(64, 7)]) {
        socket.write(bytes)
        // Each chunk is to be read by itself: the server is in this process, and reads once a turn.
        for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve))
      }
      await closed
      const [first] = received
      expect(first?.subarray(0, 1)).toEqual(Buffer.from([0x88]))
      expect(first?.readUInt16BE(2)).toBe(code)
    }
  },
)
