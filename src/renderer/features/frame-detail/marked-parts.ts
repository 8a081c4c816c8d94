/** A part of a text that is, or is not, what was looked for. */
export interface MarkedPart {
  readonly text: string
  readonly marked: boolean
}

/** `text` cut at the places where it has `words`, whatever the case. */
export function markedParts(text: string, words: string): readonly MarkedPart[] {
  const lower = text.toLowerCase()
  // Some letters are longer in lower case, so that places in the one are not those in the other.
  if (lower.length !== text.length) return [{ text, marked: false }]
  const wanted = words.toLowerCase()
  const parts: MarkedPart[] = []
  let from = 0
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
    if (at > from) parts.push({ text: text.slice(from, at), marked: false })
    parts.push({ text: text.slice(at, at + wanted.length), marked: true })
    from = at + wanted.length
  }
  if (from < text.length) parts.push({ text: text.slice(from), marked: false })
  return parts
}
