import { z } from 'zod'

/** The texts of a language: each English pattern and what stands for it. What is not in it stays English. */
export const catalogueSchema = z.strictObject({
  /** A BCP 47 tag, `de` or `pt-BR`: decides about plurals, and tells screen readers how to pronounce. */
  language: z.string().refine(isLanguage, 'is no language, such as de or pt-BR'),
  texts: z.record(z.string(), z.string()),
})

export type Catalogue = z.infer<typeof catalogueSchema>

declare global {
  /**
   * The language of this process, set once before any text is made; nothing is set for English. It is global
   * because the window gets it from its preload, before the first module runs.
   */
  var understudyTexts: Catalogue | undefined
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    // What is no tag at all makes it throw.
    return false
  }
}
