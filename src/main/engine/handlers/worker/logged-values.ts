import type { LoggedValue } from '../../../../shared/model/logged-value'
import { contentsOf, type Inside, isContainer, previewOf, shortened } from './value-preview'

/** What of one line's values is kept: a handler that logs huge things must not fill main's memory. */
const limits = { depth: 4, entries: 100, characters: 10_240, values: 20 } as const

interface Draft {
  preview: string
  entries: { label: string; value: Draft }[]
  rest: string
}

/** A value whose inside is still to be described, and the values that it is in. */
interface Pending {
  readonly value: object
  readonly draft: Draft
  readonly label: string
  readonly level: number
  readonly parent: Pending | null
}

/** Those of the logged values that have something inside, described up to the limits. */
export function describeValues(values: readonly unknown[]): readonly LoggedValue[] {
  try {
    return new Description().of(values.filter(isContainer).slice(0, limits.values))
  } catch {
    // The line's text is there all the same.
    return []
  }
}

/** Level by level, so that one large member does not use up the room of the others. */
class Description {
  #left = limits.characters
  readonly #queue: Pending[] = []

  of(values: readonly object[]): readonly LoggedValue[] {
    const drafts = values.map((value) => this.#draft(value, '', null))
    for (const pending of this.#queue) this.#describe(pending)
    return drafts.filter(({ entries, rest }) => entries.length > 0 || rest !== '')
  }

  #describe(pending: Pending): void {
    const { value, draft, level } = pending
    const { size, listed } = contentsOf(value, level > limits.depth ? 1 : limits.entries)
    if (level > limits.depth) {
      if (size > 0) draft.rest = `Not kept: more than ${limits.depth} levels deep`
      return
    }
    for (const inside of listed) {
      if (this.#left <= 0) break
      draft.entries.push({ label: inside.label, value: this.#inside(inside, pending) })
    }
    const missing = size - draft.entries.length
    if (missing > 0) draft.rest = this.#left > 0 ? `${missing} more` : `${missing} more, not kept: too long`
  }

  #inside(inside: Inside, parent: Pending): Draft {
    this.#left -= inside.label.length
    return 'text' in inside ? this.#leaf(inside.text) : this.#draft(inside.value, inside.label, parent)
  }

  #draft(value: unknown, label: string, parent: Pending | null): Draft {
    if (!isContainer(value)) return this.#leaf(previewOf(value))
    for (let above = parent; above; above = above.parent) {
      if (above.value === value) return this.#leaf(`[Circular: ${pathOf(above)}]`)
    }
    const draft = this.#leaf(previewOf(value))
    this.#queue.push({ value, draft, label, level: (parent?.level ?? 0) + 1, parent })
    return draft
  }

  #leaf(preview: string): Draft {
    this.#left -= preview.length
    return { preview: shortened(preview), entries: [], rest: '' }
  }
}

function pathOf(pending: Pending): string {
  if (!pending.parent) return 'the whole value'
  return pending.parent.parent ? `${pathOf(pending.parent)}.${pending.label}` : pending.label
}
