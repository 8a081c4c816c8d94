/** A value that a handler logged, described in words: nothing of it is ever evaluated again. */
export interface LoggedValue {
  /** The value in one short line: `{ a: 1, b: {…} }`. */
  readonly preview: string
  /** What is inside, each with its key or index as shown. */
  readonly entries: readonly { readonly label: string; readonly value: LoggedValue }[]
  /** What is inside but was not kept, and why; '' where all is there. */
  readonly rest: string
}

/** Characters of one preview and of one label. */
export const longestPreview = 400
