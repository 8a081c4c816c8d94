import { AppError } from '../../../shared/errors'
import { type EntryMark, maxMarks } from '../../../shared/model/entry-mark'
import { TypedEmitter } from '../typed-emitter'

/** The entries that a person has marked, with their notes: kept as long as the entries are, whatever the window does. */
export class EntryMarks {
  readonly events = new TypedEmitter<{ changed: undefined }>()
  readonly #notes = new Map<number, string>()

  /** In the order in which they were marked. */
  get all(): readonly EntryMark[] {
    return [...this.#notes].map(([seq, note]) => ({ seq, note }))
  }

  /** Marks an entry, '' without a note; null takes the mark away. Throws `AppError` 'bad-request' beyond the limit. */
  set(seq: number, note: string | null): void {
    if (note === null) this.#notes.delete(seq)
    else {
      if (!this.#notes.has(seq) && this.#notes.size >= maxMarks) {
        throw new AppError(
          'bad-request',
          `${maxMarks.toLocaleString('en-US')} entries are marked: remove a mark first.`,
        )
      }
      this.#notes.set(seq, note)
    }
    this.events.emit('changed', undefined)
  }

  /** Forgets all of them: their entries are gone. */
  clear(): void {
    if (this.#notes.size === 0) return
    this.#notes.clear()
    this.events.emit('changed', undefined)
  }
}
