/**
 * Compiles the path of a fault, a breakpoint or a message's target, in the language of handlers and rules: `/ws/:id` takes one segment, `*` takes one
 * segment or more (an empty one too: `/ws/*` meets `/ws/`, not `/ws`); a slash at the path's end does not
 * matter. A second wildcard takes what it can get; in handlers it is more restrained. The path is percent-encoded. Takes no longer than segments × parts, so main may run it.
 */
export function compilePath(pattern: string): (path: string) => boolean {
  const parts = pattern.split('/')
  return (path) => {
    const segments = path.split('/').map(decodeSegment)
    if (meets(parts, segments)) return true
    return segments.length > 2 && segments.at(-1) === '' && meets(parts, segments.slice(0, -1))
  }
}

/** Whether a path stands for several: it has `*` or `:name` in place of a segment. */
export function isPathPattern(path: string): boolean {
  return path.split('/').some((part) => part === '*' || /^:./.test(part))
}

/** Greedy matching that goes back to the last wildcard only: an earlier one has no better choice. */
function meets(parts: readonly string[], segments: readonly string[]): boolean {
  let part = 0
  let wildcard = -1
  let taken = 0
  let segment = 0
  while (segment < segments.length) {
    const wanted = parts[part]
    if (wanted === '*') {
      wildcard = part
      taken = segment
      part += 1
      segment += 1
    } else if (wanted !== undefined && fits(wanted, segments[segment] ?? '')) {
      part += 1
      segment += 1
    } else if (wildcard !== -1) {
      taken += 1
      part = wildcard + 1
      segment = taken + 1
    } else {
      return false
    }
  }
  return part === parts.length
}

function fits(part: string, segment: string): boolean {
  return part.startsWith(':') ? segment !== '' : part === segment
}

function decodeSegment(segment: string): string {
  if (!segment.includes('%')) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    // `%zz` and the like can only be compared as they are.
    return segment
  }
}
