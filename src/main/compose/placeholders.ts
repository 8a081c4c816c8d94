import { AppError } from '../../shared/errors'
import { placeholderPattern } from '../../shared/placeholder-pattern'
import { t } from '../../shared/text/t'

/** `{{uuid}}`, `{{person.firstName}}`, `{{number.int({"max": 9})}}`; no line breaks. */
export interface Placeholder {
  /** As it is written, braces included. */
  readonly source: string
  readonly name: string
  /** Its arguments; empty without parentheses. */
  readonly args: readonly unknown[]
  readonly start: number
  readonly end: number
}

const partsPattern = /^\s*([A-Za-z]\w*(?:\.[A-Za-z]\w*)*)\s*(?:\((.*)\))?\s*$/

/** The placeholders of a text in their order. Throws `AppError` 'bad-request' for one that can't be understood. */
export function findPlaceholders(text: string): readonly Placeholder[] {
  return Array.from(text.matchAll(placeholderPattern), (match) => {
    const [source, inner = ''] = match
    const parts = partsPattern.exec(inner)
    if (!parts?.[1]) throw placeholderError(source, 'a placeholder is a name, as in {{uuid}}')
    const args = argumentsOf(source, parts[2] ?? '')
    return { source, name: parts[1], args, start: match.index, end: match.index + source.length }
  })
}

/** An error that names the placeholder. */
export function placeholderError(source: string, cause: string): AppError {
  return new AppError('bad-request', t`The placeholder ${source} can't be filled in: ${cause}.`)
}

function argumentsOf(source: string, text: string): readonly unknown[] {
  try {
    const args: unknown = JSON.parse(`[${text}]`)
    return Array.isArray(args) ? args : []
  } catch {
    throw placeholderError(source, 'what stands in its parentheses is not JSON')
  }
}
