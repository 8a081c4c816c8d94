/** Texts that are kept; beyond it the pool starts anew: what clients make up must not pile up here. */
const maxTexts = 1000
/** Longer ones are hardly ever the same twice. */
const maxUnits = 200

/** Gives back the same string for the same text: thousands of connections come with the same headers. */
export class TextPool {
  readonly #texts = new Map<string, string>()

  share(text: string): string {
    if (text.length > maxUnits) return text
    const known = this.#texts.get(text)
    if (known !== undefined) return known
    if (this.#texts.size >= maxTexts) this.#texts.clear()
    this.#texts.set(text, text)
    return text
  }

  /** A record with the same names and texts. */
  shareValues(record: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    return Object.fromEntries(Object.entries(record).map(([name, text]) => [name, this.share(text)]))
  }
}
