import { isUtf8 } from 'node:buffer'

/** FIN with the opcode of text or binary, no reserved bit. */
const wholeText = 0x81
const wholeBinary = 0x82
const masked = 0x80
const length16 = 126

/** Told of each message: text, or a view of the chunk. */
export type DeliverMessage = (data: string | Buffer, isBinary: boolean) => void

/**
 * Reads the masked text and binary frames at the beginning of a client's chunk that are whole messages of at most
 * `maxPayload` bytes (0: of any length up to 65,535), unmasking them in place. Nearly all that clients send is like that,
 * and it needs no buffers for heads, masks and rests. Returns where it stopped: what is there is left as it came.
 */
export function readWholeFrames(chunk: Buffer, maxPayload: number, deliver: DeliverMessage): number {
  let at = 0
  while (at + 6 <= chunk.length) {
    const first = chunk[at] ?? 0
    const second = chunk[at + 1] ?? 0
    if ((first !== wholeText && first !== wholeBinary) || second < masked) return at
    const short = second - masked
    if (short > length16) return at
    const maskAt = short === length16 ? at + 4 : at + 2
    const length = short === length16 ? chunk.readUInt16BE(at + 2) : short
    const start = maskAt + 4
    const end = start + length
    if (end > chunk.length || (maxPayload > 0 && length > maxPayload)) return at
    const isAscii = applyMask(chunk, maskAt, start, end)
    if (first === wholeBinary) {
      deliver(chunk.subarray(start, end), true)
    } else if (isAscii) {
      deliver(chunk.toString('latin1', start, end), false)
    } else if (isUtf8(chunk.subarray(start, end))) {
      deliver(chunk.toString('utf8', start, end), false)
    } else {
      // Masked again, for whoever refuses it.
      applyMask(chunk, maskAt, start, end)
      return at
    }
    at = end
  }
  return at
}

/** Masks or unmasks; returns whether all that came out is ASCII. */
function applyMask(chunk: Buffer, maskAt: number, start: number, end: number): boolean {
  const [a = 0, b = 0, c = 0, d = 0] = [
    chunk[maskAt],
    chunk[maskAt + 1],
    chunk[maskAt + 2],
    chunk[maskAt + 3],
  ]
  let bits = 0
  let at = start
  for (; at + 4 <= end; at += 4) {
    bits |= chunk[at] = (chunk[at] ?? 0) ^ a
    bits |= chunk[at + 1] = (chunk[at + 1] ?? 0) ^ b
    bits |= chunk[at + 2] = (chunk[at + 2] ?? 0) ^ c
    bits |= chunk[at + 3] = (chunk[at + 3] ?? 0) ^ d
  }
  for (let rest = maskAt; at < end; at += 1, rest += 1)
    bits |= chunk[at] = (chunk[at] ?? 0) ^ (chunk[rest] ?? 0)
  return bits < 0x80
}
