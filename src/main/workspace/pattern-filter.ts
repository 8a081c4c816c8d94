import type { MessageFilter } from '../../shared/model/workspace'

/** The filter that says the same as a pattern of a handler, by the pattern's words (`HandlerInfo.passthrough`). */
export function filterOfPattern(words: string): MessageFilter {
  const regex = /^\/(?<source>.*)\/(?<flags>[a-z]*)$/s.exec(words)?.groups
  if (regex) return { regex: regex.source ?? '', ...(regex.flags ? { flags: regex.flags } : {}) }
  if (words.startsWith('"')) return { exact: String(JSON.parse(words)) }
  if (words.startsWith('$')) return jsonPathFilter(words)
  return { any: true }
}

/** `$.type = "order"`: what is compared stands behind the first ` = ` after which there is nothing but JSON. */
function jsonPathFilter(words: string): MessageFilter {
  for (let at = words.indexOf(' = '); at !== -1; at = words.indexOf(' = ', at + 1)) {
    try {
      return { jsonpath: words.slice(0, at), equals: JSON.parse(words.slice(at + 3)) }
    } catch {
      // Part of the query: look further on.
    }
  }
  return { jsonpath: words }
}
