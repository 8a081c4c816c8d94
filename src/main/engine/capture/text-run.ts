import { BlockPool } from './block-pool'

/** Texts that came together, as bytes: ASCII in one byte a unit, or UTF-16 in two. */
export interface TextPiece {
  /** UTF-16 units. */
  readonly units: number
  readonly isAscii: boolean
  readonly bytes: Uint8Array
}

/** Texts of one kind in a block of memory that may have room for more. */
interface TextBlock {
  readonly isAscii: boolean
  readonly memory: Uint8Array
  /** Where it starts in the run, in UTF-16 units. */
  readonly start: number
  units: number
}

/** Blocks grow up to this size, unless a text is longer. */
const largestGrowth = 64 * 1024
/** ASCII up to this length is written as UTF-16 behind other UTF-16 instead of starting a block of its own. */
const widenedUnits = 2048

/**
 * Texts one behind the other, off V8's heap: what is kept for a while as strings, and then dropped, keeps the garbage
 * collector busier than everything else that the traffic log does.
 */
export class TextRun {
  readonly #pool: BlockPool
  #blocks: TextBlock[] = []
  #units = 0
  #bytes = 0
  /** The block looked into last: texts are mostly read in their order. */
  #latest = 0

  constructor(pool = new BlockPool(), pieces: readonly TextPiece[] = []) {
    this.#pool = pool
    for (const { units, isAscii, bytes } of pieces) this.#add({ isAscii, memory: bytes, units: units })
  }

  /** What it takes in memory. */
  get bytes(): number {
    return this.#bytes
  }

  /** The texts as plain data. */
  get pieces(): readonly TextPiece[] {
    return this.#blocks.map(({ isAscii, memory, units }) => ({
      units,
      isAscii,
      bytes: memory.subarray(0, isAscii ? units : units * 2),
    }))
  }

  /** Adds a copy of texts behind the others. */
  append({ units, isAscii, bytes }: TextPiece): void {
    if (units === 0) return
    const last = this.#blocks.at(-1)
    const isWidened = isAscii && last?.isAscii === false && units <= widenedUnits
    const size = isWidened ? units * 2 : bytes.byteLength
    const isFitting = last !== undefined && (isWidened || last.isAscii === isAscii) && roomIn(last) >= size
    const block = isFitting ? last : this.#grow(isAscii, bytes.byteLength)
    const start = block.isAscii ? block.units : block.units * 2
    if (isFitting && isWidened) widen(bytes, block.memory, start)
    else block.memory.set(bytes, start)
    block.units += units
    this.#units += units
  }

  /** The text between two places in UTF-16 units; texts that were added together only. */
  slice(start: number, end: number): string {
    if (start >= end) return ''
    const block = this.#blocks[this.#find(start)]
    if (!block) return ''
    const { buffer, byteOffset, byteLength } = block.memory
    const bytes = Buffer.from(buffer, byteOffset, byteLength)
    const [from, to] = [start - block.start, end - block.start]
    return block.isAscii ? bytes.toString('latin1', from, to) : bytes.toString('utf16le', from * 2, to * 2)
  }

  /** Bytes of that text as UTF-8. */
  byteLength(start: number, end: number): number {
    const isAscii = this.#blocks[this.#find(start)]?.isAscii ?? true
    return isAscii ? Math.max(0, end - start) : Buffer.byteLength(this.slice(start, end))
  }

  /** Gives the memory back; the texts are gone. Only for a run whose blocks all came from the pool. */
  release(): void {
    for (const { memory } of this.#blocks) this.#pool.giveBack(bufferOf(memory))
    this.#blocks = []
    this.#units = 0
    this.#bytes = 0
    this.#latest = 0
  }

  #grow(isAscii: boolean, bytes: number): TextBlock {
    const former = this.#blocks.at(-1)?.memory.byteLength ?? 0
    const memory = new Uint8Array(this.#pool.take(Math.max(bytes, Math.min(former * 2, largestGrowth))))
    return this.#add({ isAscii, memory, units: 0 })
  }

  #add(block: Omit<TextBlock, 'start'>): TextBlock {
    const added = { ...block, start: this.#units }
    this.#blocks.push(added)
    this.#units += block.units
    this.#bytes += block.memory.byteLength
    return added
  }

  /** Index of the block that holds the unit. */
  #find(unit: number): number {
    if (unit < (this.#blocks[this.#latest]?.start ?? 0)) this.#latest = 0
    while (unit >= (this.#blocks[this.#latest + 1]?.start ?? Number.POSITIVE_INFINITY)) this.#latest += 1
    return this.#latest
  }
}

function roomIn({ isAscii, memory, units }: TextBlock): number {
  return memory.byteLength - (isAscii ? units : units * 2)
}

function widen(ascii: Uint8Array, target: Uint8Array, start: number): void {
  for (let index = 0; index < ascii.length; index += 1) {
    target[start + index * 2] = ascii[index] ?? 0
    target[start + index * 2 + 1] = 0
  }
}

/** A block of the pool is an ordinary buffer. */
function bufferOf(memory: Uint8Array): ArrayBuffer {
  return memory.buffer as ArrayBuffer
}
