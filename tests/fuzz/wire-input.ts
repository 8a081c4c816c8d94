import { closeFrame, type FrameOptions, fragments, frame, opcode } from '../conformance/frame'
import { handshake } from '../conformance/handshake-request'
import type { SeededRandom } from './fuzz-run'

/** What a hostile client does with one connection. */
export interface WireInput {
  readonly writes: readonly Buffer[]
  /** How it leaves: with a FIN, with a reset, or with a reset before anything has been answered. */
  readonly leaves: 'end' | 'reset' | 'reset-at-once'
}

/** The same input for the same state of `random`. */
export function wireInput(random: SeededRandom): WireInput {
  const bytes = Buffer.concat(parts(random))
  const leaves = random.pick(['end', 'end', 'end', 'reset', 'reset-at-once'] as const)
  return { writes: inWrites(random, bytes), leaves }
}

function parts(random: SeededRandom): Buffer[] {
  const good = Buffer.from(handshake(compressing(random)))
  switch (random.below(6)) {
    case 0:
      return [random.bytes(random.below(300))]
    case 1:
      return [mutated(random, good)]
    case 2:
      return [mutated(random, good), ...someFrames(random)]
    case 3:
      return [good, random.bytes(random.below(300))]
    case 4:
      return [good, mutated(random, Buffer.concat(someFrames(random)))]
    default:
      return [good, ...someFrames(random)]
  }
}

function compressing(random: SeededRandom) {
  if (random.chance(40)) return {}
  const offer = random.pick([
    'permessage-deflate',
    'permessage-deflate; server_no_context_takeover; client_no_context_takeover',
    'permessage-deflate; server_max_window_bits=9',
    'permessage-deflate; nonsense',
  ])
  return { headers: { 'Sec-WebSocket-Extensions': offer } }
}

function someFrames(random: SeededRandom): Buffer[] {
  return Array.from({ length: random.below(12) }, () => someFrame(random)).flat()
}

function someFrame(random: SeededRandom): Buffer[] {
  const payload = random.bytes(random.pick([0, 1, 5, 125, 126, 300]))
  switch (random.below(8)) {
    case 0:
      return [frame(opcode.text, 'a good text')]
    case 1:
      return [frame(opcode.binary, payload)]
    case 2:
      return [frame(opcode.ping, payload.subarray(0, 125))]
    case 3:
      return fragments(opcode.text, ['in ', 'three ', 'parts'])
    case 4:
      return [closeFrame(random.below(5200), payload.subarray(0, 100))]
    case 5:
      return [frame(opcode.text, payload, { rsv: 4 })]
    case 6:
      return [frame(random.below(16), payload, anyOptions(random))]
    default:
      return [frame(opcode.text, payload)]
  }
}

function anyOptions(random: SeededRandom): FrameOptions {
  const lies = random.chance(20)
    ? { statedLength: BigInt(random.below(2 ** 31)), lengthBits: 64 as const }
    : {}
  return {
    fin: random.chance(60),
    rsv: random.chance(70) ? 0 : random.below(8),
    ...(random.chance(15) ? { mask: null } : {}),
    ...lies,
  }
}

/** Some bytes changed, left out, doubled or moved. */
function mutated(random: SeededRandom, original: Buffer): Buffer {
  let bytes = Buffer.from(original)
  for (let count = 1 + random.below(4); count > 0 && bytes.length > 0; count -= 1) {
    const at = random.below(bytes.length)
    const until = Math.min(bytes.length, at + 1 + random.below(20))
    const [before, part, after] = [bytes.subarray(0, at), bytes.subarray(at, until), bytes.subarray(until)]
    switch (random.below(5)) {
      case 0:
        bytes[at] = random.below(256)
        break
      case 1:
        bytes = Buffer.concat([before, after])
        break
      case 2:
        bytes = Buffer.concat([before, part, part, after])
        break
      case 3:
        bytes = Buffer.concat([before, random.bytes(1 + random.below(8)), bytes.subarray(at)])
        break
      default:
        bytes = Buffer.concat([after, part, before])
    }
  }
  return bytes
}

function inWrites(random: SeededRandom, bytes: Buffer): Buffer[] {
  if (random.chance(50)) return [bytes]
  const writes: Buffer[] = []
  for (let start = 0; start < bytes.length; ) {
    const length = 1 + random.below(random.chance(50) ? 400 : 30)
    writes.push(bytes.subarray(start, start + length))
    start += length
  }
  return writes
}
