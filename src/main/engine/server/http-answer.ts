import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'

/** An HTTP answer in place of an upgrade. */
export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const fieldName = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
/** Framing is ours: a handler's own values would contradict the body. */
const ours = new Set(['connection', 'content-length', 'transfer-encoding'])

/** How long a client may take to read an answer and to end its side. */
const lingerMs = 1_000

/** Answers the request on a raw socket and ends it; what the client still sends is discarded. */
export function answerHttp(stream: Duplex, answer: HttpAnswer): void {
  if (stream.destroyed || !stream.writable) {
    stream.destroy()
    return
  }
  endPatiently(stream, answerText(answer))
}

function answerText(answer: HttpAnswer): string {
  const lines = [`HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? 'Refused'}`]
  const typed = Object.keys(answer.headers).some((name) => name.toLowerCase() === 'content-type')
  if (!typed) lines.push('Content-Type: text/plain; charset=utf-8')
  for (const [name, value] of Object.entries(answer.headers)) {
    if (fieldName.test(name) && !ours.has(name.toLowerCase())) lines.push(`${name}: ${oneLine(value)}`)
  }
  lines.push('Connection: close', `Content-Length: ${Buffer.byteLength(answer.body)}`, '', answer.body)
  return lines.join('\r\n')
}

/**
 * A socket that is closed while unread bytes lie in it is reset, and a reset discards the answer on its way:
 * so the client's side is read to its end, for as long as `lingerMs` allows.
 */
function endPatiently(stream: Duplex, text: string): void {
  const limit = setTimeout(() => stream.destroy(), lingerMs)
  stream.once('close', () => clearTimeout(limit))
  stream.end(text)
  stream.resume()
}

/** A line break in a value would start a header of its own (response splitting). */
function oneLine(value: string): string {
  return value.replace(/[\r\n\0]+/g, ' ')
}
