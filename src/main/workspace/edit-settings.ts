import { applyEdits, type FormattingOptions, type JSONPath, modify } from 'jsonc-parser'

/** One change of `understudy.json`: `value` undefined removes what is at `path`. */
export interface SettingsEdit {
  readonly path: readonly (string | number)[]
  readonly value: unknown
  /** What is at the index moves on by one instead of being replaced. */
  readonly insert?: boolean
}

/**
 * The text with the edits applied in order; comments, indentation and line ends stay as they are.
 * An index one past an array's end appends to it.
 */
export function editSettings(text: string, edits: readonly SettingsEdit[]): string {
  const start = text.trim() === '' ? '{\n  "version": 1\n}\n' : text
  const formattingOptions = formattingOf(start)
  return edits.reduce((current, edit) => {
    const path: JSONPath = [...edit.path]
    return applyEdits(
      current,
      modify(current, path, edit.value, { formattingOptions, isArrayInsertion: edit.insert ?? false }),
    )
  }, start)
}

function formattingOf(text: string): FormattingOptions {
  const indentation = /^([ \t]+)\S/m.exec(text)?.[1] ?? '  '
  return {
    insertSpaces: !indentation.startsWith('\t'),
    tabSize: indentation.startsWith('\t') ? 4 : indentation.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  }
}
