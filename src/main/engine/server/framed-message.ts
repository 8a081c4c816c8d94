import type { DataType, Payload } from '../../../shared/model/message'

/** Bodies above this are written beside their head instead of being copied behind it. */
const separateBodyBytes = 16_384

/**
 * A whole message as an unmasked server frame (RFC 6455 §5.2), built once however many clients get it.
 * Its bytes are shared between sockets: nobody may change them.
 */
export interface FramedMessage {
  readonly type: DataType
  readonly payload: Payload
  readonly payloadBytes: number
  /** Frame head, with the body behind it unless `body` holds it. */
  readonly head: Uint8Array
  readonly body: Uint8Array | null
}

/** Frames `payload` as one final text or binary frame without extensions. */
export function frameMessage(payload: Payload): FramedMessage {
  return typeof payload === 'string' ? frameText(payload) : frameBinary(payload)
}

/** Bytes on the wire. */
export function frameBytes(frame: FramedMessage): number {
  return frame.head.byteLength + (frame.body?.byteLength ?? 0)
}

function frameText(text: string): FramedMessage {
  const payloadBytes = Buffer.byteLength(text)
  const headBytes = headLength(payloadBytes)
  const head = Buffer.allocUnsafe(headBytes + payloadBytes)
  writeHead(head, 0x81, payloadBytes)
  head.write(text, headBytes)
  return { type: 'text', payload: text, payloadBytes, head, body: null }
}

function frameBinary(data: Uint8Array): FramedMessage {
  const payloadBytes = data.byteLength
  const headBytes = headLength(payloadBytes)
  const separate = payloadBytes > separateBodyBytes
  const head = Buffer.allocUnsafe(separate ? headBytes : headBytes + payloadBytes)
  writeHead(head, 0x82, payloadBytes)
  if (!separate) head.set(data, headBytes)
  return { type: 'binary', payload: data, payloadBytes, head, body: separate ? data : null }
}

function headLength(payloadBytes: number): number {
  if (payloadBytes < 126) return 2
  return payloadBytes < 65_536 ? 4 : 10
}

function writeHead(target: Buffer, firstByte: number, payloadBytes: number): void {
  target[0] = firstByte
  if (payloadBytes < 126) {
    target[1] = payloadBytes
  } else if (payloadBytes < 65_536) {
    target[1] = 126
    target.writeUInt16BE(payloadBytes, 2)
  } else {
    target[1] = 127
    target.writeUInt16BE(0, 2)
    target.writeUIntBE(payloadBytes, 4, 6)
  }
}
