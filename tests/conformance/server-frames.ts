/** A frame that the server sent. */
export interface ServerFrame {
  readonly fin: boolean
  /** RSV1 = 4, RSV2 = 2, RSV3 = 1. */
  readonly rsv: number
  readonly opcode: number
  readonly payload: Buffer
}

/** Cuts a server's bytes into frames. Throws for a frame that a server must not send (RFC 6455 §5). */
export class ServerFrames {
  #rest: Buffer = Buffer.alloc(0)

  /** The frames that `bytes` complete. */
  add(bytes: Uint8Array): readonly ServerFrame[] {
    this.#rest = this.#rest.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.#rest, bytes])
    const frames: ServerFrame[] = []
    for (let next = this.#take(); next !== null; next = this.#take()) frames.push(next)
    return frames
  }

  #take(): ServerFrame | null {
    const [first, second] = this.#rest
    if (first === undefined || second === undefined) return null
    if (second >= 0x80) throw new Error('The server sent a masked frame')
    const headBytes = second < 126 ? 2 : second === 126 ? 4 : 10
    if (this.#rest.length < headBytes) return null
    const length = this.#lengthOf(second)
    if (this.#rest.length < headBytes + length) return null
    const payload = this.#rest.subarray(headBytes, headBytes + length)
    this.#rest = this.#rest.subarray(headBytes + length)
    const frame = { fin: first >= 0x80, rsv: (first >> 4) & 7, opcode: first & 0xf, payload }
    if (frame.opcode >= 8 && (!frame.fin || length > 125)) throw new Error('The server broke a control frame')
    return frame
  }

  #lengthOf(second: number): number {
    if (second < 126) return second
    const length = second === 126 ? this.#rest.readUInt16BE(2) : Number(this.#rest.readBigUInt64BE(2))
    if (length < (second === 126 ? 126 : 65_536)) {
      throw new Error('The server did not use the shortest length (RFC 6455 §5.2)')
    }
    return length
  }
}
