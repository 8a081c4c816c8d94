import { JSONPath } from 'jsonpath-plus'
import { HandlerError } from './handler-error'
import { JsonPathFilter } from './json-path-filter'

const valueTypes = new Set(
  ['null', 'boolean', 'number', 'string', 'integer', 'nonFinite', 'scalar', 'array', 'object'].map(
    (type) => `@${type}()`,
  ),
)

/** A property by name, or an element by index: what most queries consist of. */
const plainStep = /^(?:[A-Za-z_]\w*|\d+)$/

/** A JSONPath query, checked when it is made. */
export class JsonPath {
  readonly #query: string
  /** The steps below the root where all of them are plain: those are followed directly. */
  readonly #plainSteps: readonly string[] | null

  /** @throws HandlerError of kind `pattern`. */
  constructor(readonly source: string) {
    if (source.trim() === '') throw new HandlerError('pattern', 'The JSONPath is empty')
    this.#query = normalized(source.trim())
    const [root, ...steps] = JSONPath.toPathArray(this.#query).map(String)
    for (const step of [root ?? '', ...steps]) checkStep(step, source)
    this.#plainSteps = root === '$' && steps.every((step) => plainStep.test(step)) ? steps : null
  }

  /** The values that it finds in a JSON value, which is not changed; none where it does not apply. */
  values(json: unknown): readonly unknown[] {
    if (json === null || typeof json !== 'object') {
      // jsonpath-plus takes a falsy document for a missing one.
      return this.#query === '$' ? [json] : []
    }
    if (this.#plainSteps) return follow(this.#plainSteps, json)
    try {
      // Returns an array unless `wrap` is off.
      return JSONPath({ path: this.#query, json, eval: JsonPathFilter }) as unknown[]
    } catch (error) {
      // It follows a nested filter or a computed name into null, which means that nothing is there.
      if (error instanceof TypeError) return []
      // A document too deep for the stack: what a client sends must not be a fault of the handler.
      if (error instanceof RangeError) return []
      throw error
    }
  }
}

/** As jsonpath-plus does it: a text has a length, and nothing inherited counts. */
function follow(steps: readonly string[], json: unknown): readonly unknown[] {
  let value = json
  for (const step of steps) {
    if (!value || !Object.hasOwn(value, step)) return []
    // It has that property; a primitive is boxed for the moment.
    value = (value as Readonly<Record<string, unknown>>)[step]
  }
  return [value]
}

/**
 * Starts with `$`: jsonpath-plus caches by query in a plain object, so that a bare `constructor` finds
 * Object's. It also knows `@` in a filter only before a dot, a bracket or a space.
 */
function normalized(source: string): string {
  const rooted = source.startsWith('$') ? source : source.startsWith('[') ? `$${source}` : `$.${source}`
  return rooted.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|@(?![\w.\s[])/g, (part) =>
    part === '@' ? '@ ' : part,
  )
}

function checkStep(step: string, source: string): void {
  if (step.startsWith('?(') || step.startsWith('(')) {
    const code = step.startsWith('?') ? step.slice(2, -1) : step
    // A filter within a filter is taken apart by jsonpath-plus when it gets there.
    if (!code.includes('?(')) new JsonPathFilter(inScope(code))
  } else if (step.startsWith('@') && !valueTypes.has(step)) {
    throw new HandlerError('pattern', `The JSONPath ${source} is invalid: ${step} is no value type`)
  } else if (/[()]/.test(step)) {
    throw new HandlerError('pattern', `The JSONPath ${source} is invalid near ${step}`)
  }
}

/** The names that jsonpath-plus gives to `@` and its kin before it evaluates. */
function inScope(code: string): string {
  return code
    .replaceAll(/@(parentProperty|parent|property|root|path)/g, '_$_$1')
    .replaceAll(/@(?=[.\s)[]|$)/g, '_$_v')
}
