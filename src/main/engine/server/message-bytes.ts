import { copyOf } from '../binary-pack'

/** A message's bytes as ws hands them out, whatever its `binaryType`. Not a copy. */
export function bytesOf(data: Buffer | ArrayBuffer | Buffer[]): Buffer {
  if (Buffer.isBuffer(data)) return data
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data)
}

/** ws hands out views of larger buffers; a copy keeps nothing large alive. */
export function copyBytes(data: Uint8Array): Uint8Array {
  return copyOf(data)
}
