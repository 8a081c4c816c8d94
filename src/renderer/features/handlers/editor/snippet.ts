/** Where a snippet's code makes sense. */
export type SnippetPlace = 'file' | 'module' | 'handler' | 'router' | 'callback'

/** A piece of code that completion offers; `${1:name}` are places to fill in, `$0` is where the cursor ends. */
export interface Snippet {
  /** What is typed to find it. */
  readonly label: string
  readonly detail: string
  readonly place: SnippetPlace
  readonly code: string
}
