import type { Catalogue } from './catalogue'

/** The order in which a text gives its forms; a language uses the ones that `Intl.PluralRules` knows for it. */
const categories = ['zero', 'one', 'two', 'few', 'many', 'other'] as const

interface Forms {
  readonly rules: Intl.PluralRules
  readonly used: readonly string[]
}

/** Rules are slow to make, and there is one catalogue. */
const formsOf = new WeakMap<Catalogue, Forms>()

/**
 * The form of a text that goes with a number. The forms are divided by `|`, in the order zero, one, two, few, many,
 * other, as many as the language has: in English `# entry|# entries`. A missing one falls back to the last.
 */
export function pluralForm(count: number, text: string): string {
  const forms = text.split('|')
  return forms[formIndex(count)] ?? forms.at(-1) ?? text
}

function formIndex(count: number): number {
  const catalogue = globalThis.understudyTexts
  if (catalogue === undefined) return count === 1 ? 0 : 1
  let forms = formsOf.get(catalogue)
  if (forms === undefined) {
    const rules = new Intl.PluralRules(catalogue.language)
    const known = new Set<string>(rules.resolvedOptions().pluralCategories)
    forms = { rules, used: categories.filter((category) => known.has(category)) }
    formsOf.set(catalogue, forms)
  }
  return forms.used.indexOf(forms.rules.select(count))
}
