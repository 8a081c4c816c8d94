import { lastAtMost } from './entry-store'

const blockBits = 12
const blockLength = 1 << blockBits

/**
 * Numbers that follow each other without a gap, as those of a list that shows everything mostly do, need no
 * memory; others need four bytes each, for the distance from the first one of their block.
 */
interface Block {
  readonly first: number
  distances: Uint32Array | null
}

/** Ascending sequence numbers: grows at the end without copying, shrinks at the front. */
export class SeqList {
  #blocks: Block[] = []
  /** Place of the first number in the first block. */
  #head = 0
  #length = 0

  get length(): number {
    return this.#length
  }

  push(seq: number): void {
    const place = this.#head + this.#length
    const offset = place & (blockLength - 1)
    const block = this.#blocks[place >>> blockBits]
    if (!block) this.#blocks.push({ first: seq, distances: null })
    else if (block.distances || seq !== block.first + offset) {
      block.distances ??= Uint32Array.from({ length: blockLength }, (_, distance) => distance)
      block.distances[offset] = seq - block.first
    }
    this.#length += 1
  }

  /** The number at `index`, 0 where there is none. */
  at(index: number): number {
    if (index < 0 || index >= this.#length) return 0
    const place = this.#head + index
    const offset = place & (blockLength - 1)
    const block = this.#blocks[place >>> blockBits]
    return block ? block.first + (block.distances?.[offset] ?? offset) : 0
  }

  /** How many numbers are at most `seq`. */
  countUpTo(seq: number): number {
    return lastAtMost(this.#length, seq, (index) => this.at(index)) + 1
  }

  /** Drops all numbers below `seq`. */
  dropBelow(seq: number): void {
    if (this.#length === 0 || this.at(0) >= seq) return
    const dropped = this.countUpTo(seq - 1)
    this.#head += dropped
    this.#length -= dropped
    this.#blocks.splice(0, this.#head >>> blockBits)
    this.#head &= blockLength - 1
  }
}
