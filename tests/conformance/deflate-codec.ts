import { constants, deflateRawSync, inflateRawSync } from 'node:zlib'

export interface DeflateParameters {
  readonly windowBits: number
  /** False: each message starts with an empty window. */
  readonly takeover: boolean
}

const tail = Buffer.from([0, 0, 0xff, 0xff])

/** Compresses messages as RFC 7692 §7.2.1 has it. */
export class Deflater {
  #history = Buffer.alloc(0)

  constructor(private readonly parameters: DeflateParameters) {}

  compress(payload: string | Uint8Array): Buffer {
    const { windowBits, takeover } = this.parameters
    const bytes = Buffer.from(payload)
    const compressed = deflateRawSync(bytes, {
      windowBits,
      finishFlush: constants.Z_SYNC_FLUSH,
      ...dictionaryOf(this.#history),
    })
    if (takeover) this.#history = lastBytes(this.#history, bytes, windowBits)
    return compressed.subarray(0, -tail.length)
  }
}

/** Takes messages apart as RFC 7692 §7.2.2 has it; fails where one reaches behind the agreed window. */
export class Inflater {
  #history = Buffer.alloc(0)

  constructor(private readonly parameters: DeflateParameters) {}

  decompress(payload: Uint8Array): Buffer {
    const { windowBits, takeover } = this.parameters
    const bytes = inflateRawSync(Buffer.concat([payload, tail]), {
      windowBits,
      finishFlush: constants.Z_SYNC_FLUSH,
      ...dictionaryOf(this.#history),
    })
    if (takeover) this.#history = lastBytes(this.#history, bytes, windowBits)
    return bytes
  }
}

function dictionaryOf(history: Buffer): { readonly dictionary?: Buffer } {
  return history.length > 0 ? { dictionary: history } : {}
}

function lastBytes(history: Buffer, bytes: Buffer, windowBits: number): Buffer<ArrayBuffer> {
  return Buffer.from(Buffer.concat([history, bytes]).subarray(-(2 ** windowBits)))
}
