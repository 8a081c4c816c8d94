import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { messageOf } from '../shared/errors'
import { type Catalogue, catalogueSchema } from '../shared/text/catalogue'

/** Reads a file of texts. @throws Error that says what is wrong with it */
export function readCatalogue(file: string): Catalogue {
  return catalogueSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
}

// Imported before all else, and read at once: texts may be made as soon as another module is loaded.
const file = process.env.UNDERSTUDY_TEXTS?.trim()
if (file) {
  try {
    globalThis.understudyTexts = readCatalogue(resolve(file))
  } catch (error) {
    console.error(`The texts of ${file} can't be used, so they are English: ${messageOf(error)}`)
  }
}
