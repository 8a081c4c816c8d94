import type { HoldDirection } from '../../../shared/model/hold'
import type { Connection } from '../server/connection'
import type { HoldItem } from './hold-item'

/** Above either, whoever sends is made to wait; it goes on at half. */
const highWater = { messages: 1024, bytes: 4 * 1024 * 1024 }
/** What may wait at all: beyond it the line is let go, as a sender that can't be stopped would fill the memory. */
const limits = { messages: 10_000, bytes: 64 * 1024 * 1024 }

/** The messages of one connection and direction that wait for one in front of them, strictly in order. */
export class HoldLine {
  #items: HoldItem[] = []
  #bytes = 0
  #isCrowded = false
  /** When a held message last left it, by the engine's clock: those that came before had to wait. */
  #openedAt = Number.NEGATIVE_INFINITY

  constructor(
    readonly connection: Connection,
    readonly direction: HoldDirection,
    /** An item leaves the line; `hasWaited`: a held one was in front of it. */
    private readonly leaves: (item: HoldItem, hasWaited: boolean) => void,
    private readonly crowded: (line: HoldLine, isCrowded: boolean) => void,
  ) {}

  get isEmpty(): boolean {
    return this.#items.length === 0
  }

  get items(): readonly HoldItem[] {
    return this.#items
  }

  /** Whether more waits in it than may. A single message may be as large as it likes. */
  get isOverfull(): boolean {
    return this.#items.length > 1 && (this.#items.length > limits.messages || this.#bytes > limits.bytes)
  }

  add(item: HoldItem): void {
    this.#items.push(item)
    this.#bytes += item.passage.payload.length
    this.#checkCrowd()
  }

  /** Lets go what is free to go. */
  advance(now: number): void {
    for (let head = this.#items[0]; head?.state === 'passing'; head = this.#items[0]) {
      this.#items.shift()
      this.#leave(head, now)
    }
    this.#checkCrowd()
  }

  /** Takes out, in their order, all items that no breakpoint holds; the held ones stay. */
  takeUnheld(): readonly HoldItem[] {
    const unheld = this.#items.filter(({ state }) => state !== 'held')
    const held = this.#items.filter(({ state }) => state === 'held')
    this.#items = held
    for (const { passage } of unheld) this.#bytes -= passage.payload.length
    this.#checkCrowd()
    return unheld
  }

  /** Takes an item out of the line wherever it stands. */
  remove(item: HoldItem, now: number): void {
    const index = this.#items.indexOf(item)
    if (index === -1) return
    this.#items.splice(index, 1)
    this.#bytes -= item.passage.payload.length
    if (item.held) this.#openedAt = now
    this.advance(now)
  }

  #leave(item: HoldItem, now: number): void {
    this.#bytes -= item.passage.payload.length
    if (item.held) this.#openedAt = now
    this.leaves(item, item.arrivedAt <= this.#openedAt)
  }

  #checkCrowd(): void {
    const share = this.#isCrowded ? 0.5 : 1
    const isCrowded = this.#items.length > highWater.messages * share || this.#bytes > highWater.bytes * share
    if (isCrowded === this.#isCrowded) return
    this.#isCrowded = isCrowded
    this.crowded(this, isCrowded)
  }
}
