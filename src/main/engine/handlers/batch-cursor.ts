import type { Payload } from '../../../shared/model/message'
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

  payload(): Payload {
    // The writer put a payload here.
    return this.items[this.#at++] as Payload
  }

  /** A structured-cloned value whose type the opcode implies. */
  value<T>(): T {
    // The writer put a `T` here.
    return this.items[this.#at++] as T
  }
}

/**
 * A payload fit for `postMessage`: cloning a view clones the whole buffer below it, which for bytes that
 * came from a socket or a pool is many times the message.
 */
export function detachedPayload(payload: Payload): Payload {
  if (typeof payload === 'string') return payload
  if (payload.byteLength === payload.buffer.byteLength && !(payload.buffer instanceof SharedArrayBuffer)) {
    return payload
  }
  return new Uint8Array(payload)
}
