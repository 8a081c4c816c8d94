/** Opcodes of RFC 6455 §5.2. */
export const opcode = {
  continuation: 0x0,
  text: 0x1,
  binary: 0x2,
  close: 0x8,
  ping: 0x9,
  pong: 0xa,
} as const

export interface FrameOptions {
  /** Default: true. */
  readonly fin?: boolean
  /** The three reserved bits, RSV1 = 4, RSV2 = 2, RSV3 = 1; default: 0. */
  readonly rsv?: number
  /** Default: a fixed mask; null leaves the frame unmasked. */
  readonly mask?: readonly [number, number, number, number] | null
  /** How the length is written; default: as short as it can be. */
  readonly lengthBits?: 7 | 16 | 64
  /** The length that the head states, where it is not the payload's. */
  readonly statedLength?: bigint
}

const defaultMask = [0x37, 0xfa, 0x21, 0x3d] as const

/** One frame as a client sends it; also such as RFC 6455 forbids. */
export function frame(code: number, payload: string | Uint8Array = '', options: FrameOptions = {}): Buffer {
  const { fin = true, rsv = 0, mask = defaultMask } = options
  const body = Buffer.from(payload)
  const head = frameLength(options.statedLength ?? BigInt(body.length), options.lengthBits)
  head[0] = (fin ? 0x80 : 0) | (rsv << 4) | code
  if (mask === null) return Buffer.concat([head, body])
  head[1] = (head[1] ?? 0) | 0x80
  for (let index = 0; index < body.length; index += 1) {
    body[index] = (body[index] ?? 0) ^ (mask[index % 4] ?? 0)
  }
  return Buffer.concat([head, Buffer.from(mask), body])
}

function frameLength(length: bigint, bits: FrameOptions['lengthBits']): Buffer {
  const chosen = bits ?? (length < 126n ? 7 : length < 65_536n ? 16 : 64)
  if (chosen === 7) return Buffer.from([0, Number(length)])
  const head = Buffer.alloc(chosen === 16 ? 4 : 10)
  head[1] = chosen === 16 ? 126 : 127
  if (chosen === 16) head.writeUInt16BE(Number(length), 2)
  else head.writeBigUInt64BE(length, 2)
  return head
}

/** The parts of a message as frames: the first has the opcode and `rsv`, the last has FIN. */
export function fragments(code: number, parts: readonly (string | Uint8Array)[], rsv = 0): Buffer[] {
  return parts.map((part, index) =>
    frame(index === 0 ? code : opcode.continuation, part, {
      fin: index === parts.length - 1,
      rsv: index === 0 ? rsv : 0,
    }),
  )
}

/** `bytes` in slices of `size`. */
export function slices(bytes: string | Uint8Array, size: number): Buffer[] {
  const whole = Buffer.from(bytes)
  const parts: Buffer[] = []
  for (let start = 0; start < whole.length; start += size) parts.push(whole.subarray(start, start + size))
  return parts
}

/** A close frame; the reason may be bytes that are no text. */
export function closeFrame(code: number, reason: string | Uint8Array = ''): Buffer {
  const head = Buffer.alloc(2)
  head.writeUInt16BE(code)
  return frame(opcode.close, Buffer.concat([head, Buffer.from(reason)]))
}
