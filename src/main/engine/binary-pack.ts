/** Bytes up to this length share one buffer with the others of their batch. */
const packedBytes = 4096

/**
 * Makes the bytes at `places` of `items` cheap to post. Cloning a view clones the whole buffer below it, once per
 * buffer: short ones are moved together into one, of exactly their size, and a long one gets a buffer of its own
 * if it has none. Whoever receives a batch copies what is to outlive it.
 */
export function packBinaries(items: unknown[], places: readonly number[]): void {
  if (places.length === 0) return
  let total = 0
  for (const place of places) total += packedLength(items[place])
  const pack = new Uint8Array(total)
  let at = 0
  for (const place of places) {
    const bytes = items[place]
    if (!(bytes instanceof Uint8Array)) continue
    if (bytes.byteLength > packedBytes) {
      items[place] = ownBytes(bytes)
    } else {
      pack.set(bytes, at)
      items[place] = pack.subarray(at, at + bytes.byteLength)
      at += bytes.byteLength
    }
  }
}

/** The bytes themselves where nobody else uses their buffer, else a copy. */
export function ownBytes(bytes: Uint8Array): Uint8Array {
  const isWhole = bytes.byteLength === bytes.buffer.byteLength
  return isWhole && !(bytes.buffer instanceof SharedArrayBuffer) ? bytes : new Uint8Array(bytes)
}

/** A copy that keeps nothing large alive; short ones come from a pool, which saves a buffer for each. */
export function copyOf(bytes: Uint8Array): Uint8Array {
  if (bytes.byteLength >= packedBytes) return new Uint8Array(bytes)
  // No Buffer: others print, compare and clone differently.
  const { buffer, byteOffset, byteLength } = Buffer.from(bytes)
  return new Uint8Array(buffer, byteOffset, byteLength)
}

function packedLength(item: unknown): number {
  return item instanceof Uint8Array && item.byteLength <= packedBytes ? item.byteLength : 0
}
