import type { Payload } from '../../../shared/model/message'
import { ownBytes } from '../binary-pack'
import type { BatchItem } from './protocol'

/**
 * Reads a batch's flat array front to back. Both ends are the same build and the writer is typed, so the
 * casts below restate what the writer was given; checking each item would cost more than sending it.
 */
export class BatchCursor {
  #at = 0

  constructor(private readonly items: readonly BatchItem[]) {}

  get atEnd(): boolean {
    return this.#at >= this.items.length
  }

  number(): number {
    // The writer put a number here.
    return this.items[this.#at++] as number
  }

  string(): string {
    // The writer put a string here.
    return this.items[this.#at++] as string
  }

  boolean(): boolean {
    // The writer put a boolean here.
    return this.items[this.#at++] as boolean
  }

  /** Bytes may share a buffer with others of the batch. */
  payload(): Payload {
    // The writer put a payload here.
    return this.items[this.#at++] as Payload
  }

  /** A payload for user code, which may keep it, change it and use its buffer. */
  ownPayload(): Payload {
    const payload = this.payload()
    return typeof payload === 'string' ? payload : ownBytes(payload)
  }

  /** A structured-cloned value whose type the opcode implies. */
  value<T>(): T {
    // The writer put a `T` here.
    return this.items[this.#at++] as T
  }
}
