import type { HeldBody } from '../../../shared/model/hold'
import type { EditedMessage } from '../../../shared/model/message'
import { t } from '../../../shared/text/t'
import { bytesOfHex } from '../../../shared/typed-bytes'
import { formatHex } from '../frame-detail/hex-dump'
import { parseJson } from '../frame-detail/parse-json'

export type DraftMode = 'text' | 'json' | 'binary'

/** A held message as it is being edited. */
export interface HeldDraft {
  readonly original: HeldBody
  readonly mode: DraftMode
  /** What was typed: text, JSON, or hex digits. */
  readonly text: string
}

/** Characters or bytes up to which a message can be edited: beyond, the field would stand still. */
export const editLimit = 200_000

/** The draft that a message starts as. */
export function draftOf(original: HeldBody): HeldDraft {
  if (original.type === 'binary') return { original, mode: 'binary', text: formatHex(original.data) }
  const json = parseJson(original.text)
  const isStructure = typeof json === 'object' && json !== null
  return { original, mode: isStructure ? 'json' : 'text', text: original.text }
}

export function isTooLarge(original: HeldBody): boolean {
  return (original.type === 'text' ? original.text.length : original.data.byteLength) > editLimit
}

/** The draft in another way of writing it: what it says stays. */
export function withMode(draft: HeldDraft, mode: DraftMode): HeldDraft {
  if ((mode === 'binary') === (draft.mode === 'binary')) return { ...draft, mode }
  if (mode === 'binary') return { ...draft, mode, text: formatHex(new TextEncoder().encode(draft.text)) }
  const parsed = bytesOfHex(draft.text)
  return { ...draft, mode, text: parsed.ok ? new TextDecoder().decode(parsed.bytes) : draft.text }
}

/** JSON over several lines; anything else stays as it is. */
export function formatted(draft: HeldDraft): HeldDraft {
  const json = parseJson(draft.text)
  return json === undefined ? draft : { ...draft, text: JSON.stringify(json, null, 2) }
}

/** What is wrong with the draft, null for nothing. */
export function draftProblem({ mode, text }: HeldDraft): string | null {
  if (mode === 'text') return null
  if (mode === 'binary') {
    const parsed = bytesOfHex(text)
    return parsed.ok ? null : parsed.problem
  }
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return t`Not JSON: ${why}. Choose Text to send it all the same.`
  }
}

/** What goes on in the place of the message; null where the draft says the same. Only for one without a problem. */
export function editedMessage({ original, mode, text }: HeldDraft): EditedMessage | null {
  if (mode !== 'binary') {
    return original.type === 'text' && original.text === text ? null : { type: 'text', text }
  }
  const parsed = bytesOfHex(text)
  if (!parsed.ok) return null
  const isSame = original.type === 'binary' && formatHex(original.data) === formatHex(parsed.bytes)
  return isSame ? null : { type: 'binary', data: parsed.bytes }
}
