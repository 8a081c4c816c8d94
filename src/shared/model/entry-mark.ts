/** An entry of the traffic that a person has marked: '' for a mark without a note. */
export interface EntryMark {
  readonly seq: number
  readonly note: string
}

/** Marks are made by hand: more than so many are a mistake. */
export const maxMarks = 10_000
export const maxNoteLength = 500
