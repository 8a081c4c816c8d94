/** Blocks are powers of two, from this many bytes on. */
const leastBytes = 1024
/** Most bytes that wait for being used again. */
const mostFreeBytes = 4 * 1024 * 1024

/**
 * Memory for captured entries, used again once a chunk has gone to disk. V8 counts what is beside its heap, too: new
 * memory for every chunk had it look for garbage all the time.
 */
export class BlockPool {
  readonly #free = new Map<number, ArrayBuffer[]>()
  #freeBytes = 0

  /** A block of at least `bytes` bytes; what is in it is of no use. */
  take(bytes: number): ArrayBuffer {
    const size = 2 ** Math.ceil(Math.log2(Math.max(bytes, leastBytes)))
    const block = this.#free.get(size)?.pop()
    if (block === undefined) return new ArrayBuffer(size)
    this.#freeBytes -= size
    return block
  }

  /** Takes back a block that `take` gave and that nobody uses any more. */
  giveBack(block: ArrayBuffer): void {
    const size = block.byteLength
    if (this.#freeBytes + size > mostFreeBytes) return
    this.#freeBytes += size
    const alike = this.#free.get(size)
    if (alike) alike.push(block)
    else this.#free.set(size, [block])
  }
}
