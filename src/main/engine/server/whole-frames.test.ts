import { once } from 'node:events'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as ws from 'ws'
import { readWholeFrames } from './whole-frames'
import { guardReceivers, readInOneGo } from './ws-receiver'

/** ws's reader of frames, which its types leave out. */
interface Receiver {
  write(chunk: Buffer): boolean
  end(): void
  on(event: string, listener: (...values: never[]) => void): this
}
const { Receiver: AnyReceiver } = ws as unknown as {
  readonly Receiver: new (options: object) => Receiver
}
guardReceivers()

/** A client's frame; `head` its first byte. */
function frame(head: number, payload: Buffer, mask: Buffer): Buffer {
  const { length } = payload
  const size =
    length < 126
      ? [0x80 | length]
      : length < 65_536
        ? [0xfe, length >> 8, length & 255]
        : [0xff, 0, 0, 0, 0, 0, length >> 16, (length >> 8) & 255, length & 255]
  const masked = payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0))
  return Buffer.concat([Buffer.from([head, ...size]), mask, masked])
}

/** What a receiver makes of chunks: its events in their order. */
async function eventsOf(
  inOneGo: boolean,
  chunks: readonly Buffer[],
  maxPayload: number,
): Promise<readonly unknown[]> {
  const receiver = new AnyReceiver({ isServer: true, maxPayload })
  // All that is looked at of a WebSocket.
  if (inOneGo) readInOneGo({ _receiver: receiver } as unknown as ws.WebSocket)
  const events: unknown[] = []
  receiver.on('message', (data: Buffer | string, isBinary: boolean) =>
    events.push(['message', isBinary, isBinary ? Buffer.from(data).toString('hex') : data.toString()]),
  )
  for (const name of ['ping', 'pong', 'conclude']) {
    receiver.on(name, (...values: unknown[]) => events.push([name, ...values.map(String)]))
  }
  receiver.on('error', (error: Error) => events.push(['error', error.message]))
  const closed = once(receiver as unknown as NodeJS.EventEmitter, 'close')
  for (const chunk of chunks) receiver.write(Buffer.from(chunk))
  receiver.end()
  await closed.catch(() => undefined)
  return events
}

const mask = fc.uint8Array({ minLength: 4, maxLength: 4 }).map((bytes) => Buffer.from(bytes))
const payload = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  fc.integer({ min: 120, max: 66_000 }).map((length) => Buffer.alloc(length, 'x')),
)
/** Mostly whole messages, some fragments, control frames and faults. */
const head = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(0x81, 0x82) },
  { weight: 2, arbitrary: fc.constantFrom(0x01, 0x02, 0x00, 0x80, 0x89, 0x8a) },
  { weight: 1, arbitrary: fc.constantFrom(0x88, 0xc1, 0x83, 0x91) },
)
const frames = fc.array(
  fc.tuple(head, payload, mask).map((parts) => frame(...parts)),
  { maxLength: 8 },
)

describe("a client's whole frames", () => {
  it('lead to what ws makes of them, however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        frames,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }),
        fc.constantFrom(0, 125, 1000),
        async (sent, cuts, maxPayload) => {
          const bytes = Buffer.concat(sent)
          const places = [0, ...cuts.map((cut) => Math.floor(cut * bytes.length)), bytes.length].sort(
            (a, b) => a - b,
          )
          const chunks = places.slice(1).map((place, index) => bytes.subarray(places[index], place))
          expect(await eventsOf(true, chunks, maxPayload)).toEqual(await eventsOf(false, chunks, maxPayload))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('are read up to the first that is not one, which is left as it came', () => {
    const key = Buffer.from([1, 2, 3, 4])
    const whole = [frame(0x81, Buffer.from('größe'), key), frame(0x82, Buffer.from([0, 255]), key)]
    for (const other of [
      frame(0x81, Buffer.from([0xff, 0xfe]), key),
      frame(0x01, Buffer.from('part'), key),
      frame(0x89, Buffer.from('ping'), key),
      frame(0x82, Buffer.alloc(70_000), key),
      frame(0x81, Buffer.from('cut off'), key).subarray(0, -1),
    ]) {
      const chunk = Buffer.concat([...whole, other])
      const messages: unknown[] = []
      const end = readWholeFrames(chunk, 0, (data, isBinary) =>
        messages.push([data.toString('utf8'), isBinary]),
      )
      expect(messages).toHaveLength(2)
      expect(messages[0]).toEqual(['größe', false])
      expect(chunk.subarray(end).equals(other)).toBe(true)
    }
  })
})
