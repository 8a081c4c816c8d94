/** Bytes as hexadecimal pairs; of more than `most` the first ones, and an ellipsis. */
export function hexPairs(bytes: Uint8Array, most = bytes.byteLength): string {
  const shown = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, most))
  const pairs = shown.toString('hex').replace(/..(?=.)/g, '$& ')
  return bytes.byteLength > most ? `${pairs} …` : pairs
}
