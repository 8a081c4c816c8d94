import type { DataType, Payload } from '../../../shared/model/message'

/** Bodies above this are written beside their head instead of being copied behind it. */
const separateBodyBytes = 16_384

/**
 * A whole message as one final, unmasked server frame without extensions (RFC 6455 §5.2). One for a single client is framed
 * where it is written; one for many is framed once, and its bytes are shared between sockets: nobody may change them.
 */
export class FramedMessage {
  readonly type: DataType
  readonly payloadBytes: number
  /** Bytes on the wire. */
  readonly frameBytes: number
  #bytes: { readonly head: Uint8Array; readonly body: Uint8Array | null } | null = null

  constructor(readonly payload: Payload) {
    this.type = typeof payload === 'string' ? 'text' : 'binary'
    this.payloadBytes = typeof payload === 'string' ? Buffer.byteLength(payload) : payload.byteLength
    this.frameBytes = headLength(this.payloadBytes) + this.payloadBytes
  }

  /** The frame: its head, with the body behind it unless `body` holds that. Built once. */
  get bytes(): { readonly head: Uint8Array; readonly body: Uint8Array | null } {
    this.#bytes ??= this.#frame()
    return this.#bytes
  }

  /** Writes the frame into `target` and returns where it ends. */
  writeTo(target: Buffer, at: number): number {
    if (this.#bytes === null) {
      const bodyAt = writeHead(target, at, this.type, this.payloadBytes)
      this.#writeBody(target, bodyAt)
    } else {
      const { head, body } = this.#bytes
      target.set(head, at)
      if (body !== null) target.set(body, at + head.byteLength)
    }
    return at + this.frameBytes
  }

  #frame(): { readonly head: Uint8Array; readonly body: Uint8Array | null } {
    const { payload } = this
    if (typeof payload !== 'string' && this.payloadBytes > separateBodyBytes) {
      const head = Buffer.allocUnsafe(headLength(this.payloadBytes))
      writeHead(head, 0, this.type, this.payloadBytes)
      return { head, body: payload }
    }
    const head = Buffer.allocUnsafe(this.frameBytes)
    this.#writeBody(head, writeHead(head, 0, this.type, this.payloadBytes))
    return { head, body: null }
  }

  #writeBody(target: Buffer, at: number): void {
    const { payload } = this
    if (typeof payload !== 'string') target.set(payload, at)
    // Text of as many bytes as units is ASCII, which needs no encoding.
    else if (payload.length === this.payloadBytes) target.write(payload, at, 'latin1')
    else target.write(payload, at)
  }
}

function headLength(payloadBytes: number): number {
  if (payloadBytes < 126) return 2
  return payloadBytes < 65_536 ? 4 : 10
}

/** Returns where the payload begins. */
function writeHead(target: Buffer, at: number, type: DataType, payloadBytes: number): number {
  target[at] = type === 'text' ? 0x81 : 0x82
  if (payloadBytes < 126) {
    target[at + 1] = payloadBytes
    return at + 2
  }
  if (payloadBytes < 65_536) {
    target[at + 1] = 126
    return target.writeUInt16BE(payloadBytes, at + 2)
  }
  target[at + 1] = 127
  target.writeUInt16BE(0, at + 2)
  return target.writeUIntBE(payloadBytes, at + 4, 6)
}
