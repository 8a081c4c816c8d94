/** Bytes per line: sixteen where there is room for them, else eight. */
export type HexWidth = 8 | 16

/** One line of a hex dump. */
export interface HexLine {
  /** `00000010` */
  readonly offset: string
  /** `48 65 6c 6c 6f …`, padded to the width of a full line, with a gap between groups of eight. */
  readonly hex: string
  /** Printable ASCII, a dot for every other byte. */
  readonly ascii: string
}

/** How many lines a dump of `byteLength` bytes has. */
export function hexLineCount(byteLength: number, width: HexWidth): number {
  return Math.ceil(byteLength / width)
}

/** Line `index` of a dump, so that only the lines on the screen are ever made. */
export function hexLine(bytes: Uint8Array, index: number, width: HexWidth): HexLine {
  const start = index * width
  const line = bytes.subarray(start, start + width)
  let hex = ''
  let ascii = ''
  for (let column = 0; column < width; column++) {
    const byte = line[column]
    if (column > 0) hex += column === 8 ? '  ' : ' '
    hex += byte === undefined ? '  ' : byte.toString(16).padStart(2, '0')
    if (byte !== undefined) ascii += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'
  }
  return { offset: start.toString(16).padStart(8, '0'), hex, ascii }
}

/** Bytes as `48 65 6c`, for copying and editing. */
export function formatHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ')
}
