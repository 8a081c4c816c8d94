import { type ParseError, parse } from 'jsonc-parser'
import { type SavedMessage, savedMessageSchema } from '../../shared/model/saved-message'
import { describeSyntaxError } from './parse-settings'
import { describeIssue } from './settings-problem'

/** The message, or what is wrong with the file: `target.room: must not be empty`. */
export type ParsedSavedMessage =
  | { readonly ok: true; readonly message: SavedMessage }
  | { readonly ok: false; readonly problem: string }

/** Reads the text of a `messages/*.json`. Comments and trailing commas are fine. */
export function parseSavedMessage(text: string): ParsedSavedMessage {
  const errors: ParseError[] = []
  const value: unknown = parse(text, errors, { allowTrailingComma: true })
  const error = errors[0]
  if (error) return { ok: false, problem: describeSyntaxError(text, error) }
  const parsed = savedMessageSchema.safeParse(value, { reportInput: true })
  if (parsed.success) return { ok: true, message: parsed.data }
  return { ok: false, problem: parsed.error.issues.map(describeIssue).join('; ') }
}

/** The file's text: what is as usual is left out, apart from what a reader looks for first. */
export function savedMessageText(message: SavedMessage): string {
  const { $schema, version, name, type, text, placeholders, target, direction, key } = message
  const fields = {
    ...($schema === undefined ? {} : { $schema }),
    version,
    name,
    type,
    text,
    ...(placeholders ? {} : { placeholders }),
    target,
    ...(direction === 'to-client' ? {} : { direction }),
    ...(key === null ? {} : { key }),
  }
  return `${JSON.stringify(fields, null, 2)}\n`
}
