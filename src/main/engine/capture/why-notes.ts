/** Notes per block: the unit in which old ones are forgotten. */
const blockNotes = 1024
/** What a note costs besides its text. */
const noteBytes = 16

interface Block {
  /** Pairs: sequence number of the entry, length of its lines. */
  readonly pairs: number[]
  text: string
  highestSeq: number
}

/** What was done about entries, kept as it came and searched when an entry is looked at. */
export class WhyNotes {
  #blocks: Block[] = []
  #bytes = 0

  get bytes(): number {
    return this.#bytes
  }

  /** Adds notes: pairs of sequence number and length, and their texts one behind the other. */
  add(pairs: readonly number[], text: string): void {
    if (pairs.length === 0) return
    const block = this.#openBlock()
    for (let at = 0; at + 1 < pairs.length; at += 2) {
      const seq = pairs[at] ?? 0
      block.pairs.push(seq, pairs[at + 1] ?? 0)
      if (seq > block.highestSeq) block.highestSeq = seq
    }
    block.text += text
    this.#bytes += text.length + (pairs.length / 2) * noteBytes
  }

  /** The lines about an entry, '' where there are none. */
  find(seq: number): string {
    for (const { pairs, text, highestSeq } of this.#blocks) {
      if (highestSeq < seq) continue
      let start = 0
      for (let at = 0; at + 1 < pairs.length; at += 2) {
        const length = pairs[at + 1] ?? 0
        if (pairs[at] === seq) return text.slice(start, start + length)
        start += length
      }
    }
    return ''
  }

  /** Forgets blocks that only tell of entries before `seq`. */
  dropBelow(seq: number): void {
    let dropped = 0
    for (const block of this.#blocks) {
      if (block.highestSeq >= seq) break
      this.#bytes -= block.text.length + (block.pairs.length / 2) * noteBytes
      dropped += 1
    }
    if (dropped > 0) this.#blocks.splice(0, dropped)
  }

  clear(): void {
    this.#blocks = []
    this.#bytes = 0
  }

  #openBlock(): Block {
    const newest = this.#blocks.at(-1)
    if (newest && newest.pairs.length < blockNotes * 2) return newest
    const block = { pairs: [], text: '', highestSeq: 0 }
    this.#blocks.push(block)
    return block
  }
}
