import type { PlaceFor } from './batch-bytes'

/** A batch is handed over at 128 KB; as UTF-16 its texts may take twice that. */
const slotBytes = 192 * 1024
const slots = 4

/** Memory that main and the capture worker both see: batches cross in it without being cloned or collected. */
export class BatchLane {
  readonly #memory = new SharedArrayBuffer(slotBytes * slots)
  /** The batch that was put into each slot last. */
  readonly #batches = new Array<number>(slots).fill(0)

  /**
   * Where `bytes` bytes of batch number `batch` go, all batches up to `stored` having been read: a slot that is free, or a
   * buffer of their own where none is, or where they are too many.
   */
  placeFor(bytes: number, batch: number, stored: number): ReturnType<PlaceFor> {
    const slot = bytes > slotBytes ? -1 : this.#batches.findIndex((latest) => latest <= stored)
    if (slot === -1) return { buffer: new ArrayBuffer(bytes), offset: 0 }
    this.#batches[slot] = batch
    return { buffer: this.#memory, offset: slot * slotBytes }
  }
}
