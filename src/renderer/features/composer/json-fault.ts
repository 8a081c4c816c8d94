import { applyEdits, format, type ParseError, parse, printParseErrorCode } from 'jsonc-parser'
import { placeholderPattern } from '../../../shared/placeholder-pattern'
import { t } from '../../../shared/text/t'

/** What keeps a text from being JSON: `line 2, column 5: comma expected`; null for JSON. */
export function jsonFault(text: string): string | null {
  const errors: ParseError[] = []
  parse(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false })
  const error = errors[0]
  return error ? `${placeOf(text, error.offset)}: ${faultWords(error)}` : null
}

/** As `jsonFault`, for a text with placeholders: each may stand for a value or for a part of a string. */
export function jsonTemplateFault(text: string): string | null {
  return jsonFault(withoutPlaceholders(text))
}

/** The JSON with line breaks and two spaces; comments, values and placeholders stay as they are written. */
export function formatJsonTemplate(text: string): string {
  const edits = format(withoutPlaceholders(text), undefined, { insertSpaces: true, tabSize: 2, eol: '\n' })
  return applyEdits(text, edits)
}

/** Digits of the same length: valid inside of a string and as a value, and every place stays where it is. */
function withoutPlaceholders(text: string): string {
  return text.replace(placeholderPattern, (placeholder) => '1'.repeat(placeholder.length))
}

function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset)
  return t`line ${before.split('\n').length}, column ${offset - before.lastIndexOf('\n')}`
}

function faultWords({ error }: ParseError): string {
  return printParseErrorCode(error)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
}
