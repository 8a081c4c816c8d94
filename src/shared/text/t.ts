import type {} from './catalogue'

/** A translation, taken apart: its words, and which value stands between them. */
interface Pattern {
  readonly words: readonly string[]
  readonly order: readonly number[]
}

/** A text in the source is one object for as long as the program runs, so each is looked up once. */
const patterns = new WeakMap<TemplateStringsArray, Pattern>()

/**
 * A text that a person reads, in the language of the window: t`Pause`, t`Sent to ${room}`. The English in the
 * source is what the catalogue knows it by (`Sent to {0}`), and what stands where there is no translation.
 */
export function t(strings: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const catalogue = globalThis.understudyTexts
  if (catalogue === undefined) return joined(strings, values)
  let pattern = patterns.get(strings)
  if (pattern === undefined) {
    const key = patternOf(strings)
    pattern = parsePattern(catalogue.texts[key] ?? key)
    patterns.set(strings, pattern)
  }
  const { words, order } = pattern
  return joined(
    words,
    order.map((index) => values[index] ?? ''),
  )
}

/** What the catalogue knows a text by: its words, with `{0}`, `{1}` … where a value stands. */
export function patternOf(strings: readonly string[]): string {
  return strings.reduce((pattern, words, index) => `${pattern}{${index - 1}}${words}`)
}

function parsePattern(pattern: string): Pattern {
  // Every second part is a number, because the expression captures it.
  const parts = pattern.split(/\{(\d+)\}/)
  return {
    words: parts.filter((_, index) => index % 2 === 0),
    order: parts.filter((_, index) => index % 2 === 1).map(Number),
  }
}

function joined(words: readonly string[], values: readonly (string | number)[]): string {
  let text = words[0] ?? ''
  for (let index = 1; index < words.length; index++) text += `${values[index - 1]}${words[index]}`
  return text
}
