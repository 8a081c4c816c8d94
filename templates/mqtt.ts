import { defineHandler, server, type WsContext } from 'understudy'

// MQTT 3.1.1 over WebSocket: a small broker with QoS 0 and 1, without sessions and retained messages.
// MQTT.js: mqtt.connect('ws://127.0.0.1:4400/mqtt')

const type = { connect: 1, publish: 3, puback: 4, subscribe: 8, unsubscribe: 10, pingreq: 12, disconnect: 14 }

interface Packet {
  readonly type: number
  /** The lower half of the first byte. */
  readonly flags: number
  readonly body: Buffer
}

/** Granted QoS by topic filter; in the metadata, so that it survives a reload. */
type Subscriptions = Readonly<Record<string, number>>

/** Bytes of a packet whose rest has not come yet: packets and WebSocket messages need not be aligned. */
const rests = new Map<string, Buffer>()
let packetNumber = 0

export default defineHandler({
  handlesPath: '/mqtt',

  onUpgrade({ protocols }) {
    return protocols.includes('mqtt') ? { protocol: 'mqtt' } : { status: 400, body: 'Subprotocol mqtt only' }
  },

  onMessage(ctx, msg) {
    // MQTT 3.1.1, 6: only binary frames.
    if (msg.type === 'text') return ctx.close(1003, 'MQTT is binary')
    if (msg.type !== 'binary') return
    let bytes: Buffer = Buffer.concat([rests.get(ctx.connectionId) ?? Buffer.alloc(0), msg.data])
    for (;;) {
      const taken = takePacket(bytes)
      if (!taken) break
      bytes = taken.rest
      obey(ctx, taken.packet)
    }
    rests.set(ctx.connectionId, bytes)
  },

  onDisconnect(ctx) {
    rests.delete(ctx.connectionId)
  },
})

function obey(ctx: WsContext, packet: Packet) {
  if (packet.type === type.connect) return connect(ctx, packet.body)
  if (!ctx.getMetadata('client')) return ctx.close(1002, 'CONNECT first')
  switch (packet.type) {
    case type.publish:
      return publish(ctx, packet)
    case type.subscribe:
      return subscribe(ctx, packet.body)
    case type.unsubscribe:
      return unsubscribe(ctx, packet.body)
    case type.puback:
      return
    case type.pingreq:
      return ctx.sendBinary(Uint8Array.of(0xd0, 0))
    case type.disconnect:
      return ctx.close(1000)
    default:
      return ctx.close(1002, `Packet type ${packet.type} is not supported`)
  }
}

function connect(ctx: WsContext, body: Buffer) {
  const protocol = textAt(body, 0)
  const level = body[protocol.end]
  const accepted = protocol.text === 'MQTT' && level === 4
  // CONNACK: no session present; 0 accepted, 1 unacceptable protocol version.
  ctx.sendBinary(Uint8Array.of(0x20, 2, 0, accepted ? 0 : 1))
  if (!accepted) return ctx.close(1002, 'MQTT 3.1.1 only')
  // After the level: a byte of flags and two of keep-alive.
  const client = textAt(body, protocol.end + 4).text
  ctx.setMetadata('client', client === '' ? ctx.connectionId : client)
}

function publish(ctx: WsContext, { flags, body }: Packet) {
  const qos = (flags >> 1) & 3
  if (qos > 1) return ctx.close(1002, 'QoS 2 is not supported')
  const topic = textAt(body, 0)
  const start = topic.end + (qos === 0 ? 0 : 2)
  if (qos === 1) ctx.sendBinary(Buffer.concat([Uint8Array.of(0x40, 2), body.subarray(topic.end, start)]))
  deliver(topic.text, body.subarray(start), qos)
}

function deliver(topic: string, payload: Buffer, qos: number): void {
  for (const { id, metadata } of server.connections()) {
    const subscriptions: Subscriptions = metadata.subscriptions ?? {}
    const granted = Object.entries(subscriptions).flatMap(([filter, max]) =>
      fits(filter, topic) ? [max] : [],
    )
    if (granted.length === 0) continue
    const level = Math.min(qos, Math.max(...granted))
    packetNumber = (packetNumber % 65_535) + 1
    const number = level === 0 ? [] : [packetNumber >> 8, packetNumber & 255]
    const body = Buffer.concat([textBytes(topic), Uint8Array.from(number), payload])
    server.sendTo(id, format(0x30 | (level << 1), body))
  }
}

function subscribe(ctx: WsContext, body: Buffer): void {
  const subscriptions: Record<string, number> = { ...ctx.getMetadata<Subscriptions>('subscriptions') }
  const granted: number[] = []
  for (let at = 2; at < body.length; ) {
    const { text, end } = textAt(body, at)
    const qos = Math.min(body[end] ?? 0, 1)
    subscriptions[text] = qos
    granted.push(qos)
    at = end + 1
  }
  ctx.setMetadata('subscriptions', subscriptions)
  ctx.sendBinary(format(0x90, Buffer.concat([body.subarray(0, 2), Uint8Array.from(granted)])))
}

function unsubscribe(ctx: WsContext, body: Buffer): void {
  const subscriptions: Record<string, number> = { ...ctx.getMetadata<Subscriptions>('subscriptions') }
  for (let at = 2; at < body.length; ) {
    const { text, end } = textAt(body, at)
    delete subscriptions[text]
    at = end
  }
  ctx.setMetadata('subscriptions', subscriptions)
  ctx.sendBinary(format(0xb0, body.subarray(0, 2)))
}

/** `+` stands for one level of a topic, `#` for all that follow. */
function fits(filter: string, topic: string): boolean {
  const levels = topic.split('/')
  const wanted = filter.split('/')
  if (wanted.at(-1) === '#') return fitsLevels(wanted.slice(0, -1), levels.slice(0, wanted.length - 1))
  return fitsLevels(wanted, levels)
}

function fitsLevels(wanted: readonly string[], levels: readonly string[]): boolean {
  return wanted.length === levels.length && wanted.every((one, at) => one === '+' || one === levels[at])
}

/** The first whole packet, or null while there is none. Its length has seven bits per byte, lowest first. */
function takePacket(bytes: Buffer): { readonly packet: Packet; readonly rest: Buffer } | null {
  let length = 0
  for (let at = 1; at <= 4; at++) {
    const byte = bytes[at]
    if (byte === undefined) return null
    length += (byte & 127) * 128 ** (at - 1)
    if (byte >= 128) continue
    const end = at + 1 + length
    if (bytes.length < end) return null
    const first = bytes.readUInt8(0)
    const packet = { type: first >> 4, flags: first & 15, body: bytes.subarray(at + 1, end) }
    return { packet, rest: bytes.subarray(end) }
  }
  throw new Error('The length of an MQTT packet has at most four bytes')
}

function format(first: number, body: Uint8Array): Buffer {
  const length: number[] = []
  for (let left = body.length, more = true; more; ) {
    const low = left % 128
    left = Math.floor(left / 128)
    more = left > 0
    length.push(more ? low | 128 : low)
  }
  return Buffer.concat([Uint8Array.of(first, ...length), body])
}

function textAt(bytes: Buffer, at: number): { readonly text: string; readonly end: number } {
  const end = at + 2 + bytes.readUInt16BE(at)
  return { text: bytes.subarray(at + 2, end).toString('utf8'), end }
}

function textBytes(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8')
  return Buffer.concat([Uint8Array.of(bytes.length >> 8, bytes.length & 255), bytes])
}
