import type {
  ComposedBody,
  ComposedDirection,
  ComposedType,
  MessageTarget,
  SavedMessageFile,
} from '../../../shared/model/saved-message'
import type { TrafficDetail } from '../../../shared/model/traffic'
import { t } from '../../../shared/text/t'
import { bytesOfBase64, bytesOfHex } from '../../../shared/typed-bytes'
import { formatHex } from '../frame-detail/hex-dump'
import { parseJson } from '../frame-detail/parse-json'
import { jsonFault, jsonTemplateFault } from './json-fault'

/** What the composer holds; its text is what a file was read to where one is attached. */
export interface ComposerDraft {
  readonly target: MessageTarget
  readonly direction: ComposedDirection
  readonly kind: ComposedType | 'file'
  readonly text: string
  readonly placeholders: boolean
  /** Name and base64 of the chosen file. */
  readonly attached: { readonly name: string; readonly base64: string } | null
  /** The saved message that it was opened from. */
  readonly saved: string | null
}

export const emptyDraft: ComposerDraft = {
  target: { to: 'everyone' },
  direction: 'to-client',
  kind: 'text',
  text: '',
  placeholders: true,
  attached: null,
  saved: null,
}

/** A saved message, opened for editing. */
export function draftOfSaved({ file, message }: SavedMessageFile): ComposerDraft {
  const { target, direction, type, text, placeholders } = message
  return { target, direction, kind: type, text, placeholders, attached: null, saved: file }
}

/** What is sent for the draft. */
export function bodyOf({ kind, text, attached, placeholders }: ComposerDraft): ComposedBody {
  if (kind === 'file') return { type: 'base64', text: attached?.base64 ?? '', placeholders: false }
  return { type: kind, text, placeholders }
}

/** Why the draft can't be sent, null where it can; placeholders are filled in, and judged, at sending. */
export function draftProblem({ kind, text, attached, placeholders }: ComposerDraft): string | null {
  if (kind === 'file') return attached ? null : t`Choose a file`
  if (kind === 'text') return null
  if (kind === 'json') return placeholders ? jsonTemplateFault(text) : jsonFault(text)
  if (placeholders && text.includes('{{')) return null
  const parsed = kind === 'hex' ? bytesOfHex(text) : bytesOfBase64(text)
  return parsed.ok ? null : parsed.problem
}

/**
 * A captured message, ready to be edited. Its braces are its own, so nothing in it is filled in.
 * @param isOpen whether its connection still is; else it goes to its path
 * @returns null for an entry that is no message
 */
export function draftOfDetail(
  { row, body }: Pick<TrafficDetail, 'row' | 'body'>,
  isOpen: boolean,
): ComposerDraft | null {
  if ((row.kind !== 'text' && row.kind !== 'binary') || body.type === 'none') return null
  const content =
    body.type === 'text'
      ? ({ kind: isJsonObject(body.text) ? 'json' : 'text', text: body.text } as const)
      : ({ kind: 'hex', text: formatHex(body.data) } as const)
  const target: MessageTarget =
    isOpen && row.connectionId !== null
      ? { to: 'connection', connection: row.connectionId }
      : { to: 'path', path: row.path }
  const direction = row.direction === 'from-client' ? 'from-client' : 'to-client'
  return { ...emptyDraft, ...content, target, direction, placeholders: !content.text.includes('{{') }
}

function isJsonObject(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false
  return parseJson(text) !== undefined
}
