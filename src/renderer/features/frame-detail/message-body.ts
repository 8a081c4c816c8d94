import type { TrafficDetail } from '../../../shared/model/traffic'
import { t } from '../../../shared/text/t'
import { formatHex } from './hex-dump'

/** Characters of JSON up to which the pretty view reads it: beyond, its lines take more memory than it is worth. */
export const prettyLimit = 10 * 1024 * 1024

/** What the pretty view can show of a body. */
export type PrettyBody =
  /** Short enough to be read as JSON, if that is what it is. */
  | { readonly type: 'maybe-json'; readonly text: string }
  | { readonly type: 'text'; readonly text: string; readonly note: string }
  | { readonly type: 'binary'; readonly data: Uint8Array }
  | { readonly type: 'none' }

/** The body as the pretty view shows it, with a note where it is not even tried as JSON. */
export function prettyBody(body: TrafficDetail['body']): PrettyBody {
  switch (body.type) {
    case 'none':
      return body
    case 'binary':
      return body
    case 'text': {
      if (body.text.length > prettyLimit) {
        return { type: 'text', text: body.text, note: t`Too large to be shown as JSON: over 10 MB.` }
      }
      return { type: 'maybe-json', text: body.text }
    }
    default:
      return body satisfies never
  }
}

/** The body as text: binary is decoded as UTF-8, with replacement characters where it is none. */
export function bodyText(body: TrafficDetail['body']): string {
  switch (body.type) {
    case 'none':
      return ''
    case 'text':
      return body.text
    case 'binary':
      return new TextDecoder().decode(body.data)
    default:
      return body satisfies never
  }
}

/** The body's bytes as they were on the wire. */
export function bodyBytes(body: TrafficDetail['body']): Uint8Array {
  switch (body.type) {
    case 'none':
      return new Uint8Array()
    case 'text':
      return new TextEncoder().encode(body.text)
    case 'binary':
      return body.data
    default:
      return body satisfies never
  }
}

/** What the Copy button puts on the clipboard: text as it is, binary as hex. */
export function copyText(body: TrafficDetail['body']): string {
  return body.type === 'binary' ? formatHex(body.data) : bodyText(body)
}
