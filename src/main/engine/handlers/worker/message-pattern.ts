import { messageOf } from '../../../../shared/errors'
import type * as api from '../../../../shared/handler-api/understudy'
import { HandlerError } from './handler-error'
import { JsonPath } from './json-path'
import { equalJson } from './json-value'
import { jsonOf, notJson, textOf } from './ws-message'

type Found = api.PatternMatch<Readonly<Record<string, string>>>

const noGroups: Readonly<Record<string, string>> = Object.freeze({})
const nothing: Found = Object.freeze({
  groups: noGroups,
  captures: Object.freeze([]),
  values: Object.freeze([]),
})

/** What the kinds of patterns have in common. */
abstract class Pattern<Kind extends api.PatternKind> {
  readonly #queries = new Map<string, JsonPath>()

  abstract readonly kind: Kind
  abstract match(textOrMessage: string | api.WsMessage): Found | null

  matches(textOrMessage: string | api.WsMessage): boolean {
    return this.match(textOrMessage) !== null
  }

  extract<Value = api.JsonData>(textOrMessage: string | api.WsMessage, query: string): Value | undefined {
    const path = this.#queries.get(query) ?? new JsonPath(query)
    // Queries are literals as a rule; where they are made up per message, nothing is gained by keeping them.
    if (this.#queries.size < 100) this.#queries.set(query, path)
    const json = jsonOf(textOrMessage)
    // What the JSON holds is the caller's claim, as with `JSON.parse`.
    return json === notJson ? undefined : (path.values(json)[0] as Value | undefined)
  }
}

class RegexPattern extends Pattern<'regex'> {
  readonly kind = 'regex'
  readonly #regexp: RegExp

  constructor(source: string, flags: string) {
    super()
    try {
      this.#regexp = new RegExp(source, flags)
    } catch (error) {
      throw new HandlerError('pattern', messageOf(error), { cause: error })
    }
  }

  override matches(textOrMessage: string | api.WsMessage): boolean {
    const text = textOf(textOrMessage)
    this.#regexp.lastIndex = 0
    return text !== null && this.#regexp.test(text)
  }

  override match(textOrMessage: string | api.WsMessage): Found | null {
    const text = textOf(textOrMessage)
    if (text === null) return null
    // Flags g and y make a RegExp go on where it stopped the last time.
    this.#regexp.lastIndex = 0
    const found = this.#regexp.exec(text)
    if (!found) return null
    if (found.length === 1) return nothing
    const captures: string[] = []
    for (let index = 1; index < found.length; index++) captures.push(found[index] ?? '')
    return { groups: found.groups ? filled(found.groups) : noGroups, captures, values: [] }
  }

  override toString(): string {
    return String(this.#regexp)
  }
}

class JsonPathPattern extends Pattern<'jsonpath'> {
  readonly kind = 'jsonpath'
  readonly #path: JsonPath

  constructor(
    query: string,
    private readonly equals: unknown,
  ) {
    super()
    this.#path = new JsonPath(query)
  }

  override match(textOrMessage: string | api.WsMessage): Found | null {
    const json = jsonOf(textOrMessage)
    if (json === notJson) return null
    const values = this.#path.values(json)
    const isFound =
      this.equals === undefined ? values.length > 0 : values.some((value) => equalJson(value, this.equals))
    return isFound ? { groups: noGroups, captures: [], values } : null
  }

  override toString(): string {
    return this.equals === undefined
      ? this.#path.source
      : `${this.#path.source} = ${JSON.stringify(this.equals)}`
  }
}

class ExactPattern extends Pattern<'exact'> {
  readonly kind = 'exact'

  constructor(private readonly text: string) {
    super()
  }

  override match(textOrMessage: string | api.WsMessage): Found | null {
    return textOf(textOrMessage) === this.text ? nothing : null
  }

  override toString(): string {
    return JSON.stringify(this.text)
  }
}

class AnyPattern extends Pattern<'any'> {
  readonly kind = 'any'

  override match(textOrMessage: string | api.WsMessage): Found | null {
    if (typeof textOrMessage === 'string') return nothing
    return textOrMessage.type === 'text' || textOrMessage.type === 'binary' ? nothing : null
  }

  override toString(): string {
    return 'any message'
  }
}

function filled(groups: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const values: Record<string, string> = {}
  for (const name in groups) values[name] = groups[name] ?? ''
  return values
}

/** The `MessagePattern` of the `understudy` module; each pattern's `toString` is its name in the window. */
export const MessagePattern = {
  regex<const Source extends string>(
    source: Source,
    flags = '',
  ): api.MessagePattern<api.RegexGroups<Source>, 'regex'> {
    // The groups of a match are those of the source's literal, which is what `RegexGroups` derives.
    return new RegexPattern(source, flags) as unknown as api.MessagePattern<api.RegexGroups<Source>, 'regex'>
  },
  jsonpath: (query: string, equals?: unknown) => new JsonPathPattern(query, equals),
  exact: (text: string) => new ExactPattern(text),
  any: () => new AnyPattern(),
} satisfies typeof api.MessagePattern
