import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { SetupError } from './project.mjs'

/**
 * Refuses a file that is not the one we mean.
 * @param {string} file
 * @param {string} integrity algorithm, dash, base64 (https://www.w3.org/TR/SRI/)
 * @throws {SetupError} when the hash differs
 */
export async function checkIntegrity(file, integrity) {
  const algorithm = integrity.slice(0, integrity.indexOf('-'))
  const hash = createHash(algorithm)
  await pipeline(createReadStream(file), hash)
  const found = `${algorithm}-${hash.digest('base64')}`
  if (found !== integrity) {
    throw new SetupError(
      `${file} is not what it should be: its integrity is ${found}, expected ${integrity}. It was not used. Try again; if it stays like this, your package registry delivers an altered file.`,
    )
  }
}
