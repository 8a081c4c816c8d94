import { mkdir, readFile, realpath } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { AppError, codeOf, messageOf } from '../../shared/errors'
import { t } from '../../shared/text/t'
import { isAtOrBelow } from '../engine/inside-folder'
import { writeAtomically } from './atomic-write'

/** Whose handlers may run. Folders are compared by their real paths. */
export interface TrustStore {
  isTrusted(folder: string): Promise<boolean>
  trust(folder: string): Promise<void>
}

const trustFileSchema = z.object({ folders: z.array(z.string()) })

/** Remembers trusted folders in a JSON file of the app's own data; a folder at or below one of `roots` needs no entry. */
export class JsonTrustStore implements TrustStore {
  readonly #file: string
  readonly #roots: readonly string[]

  constructor(file: string, roots: readonly string[] = []) {
    this.#file = file
    this.#roots = roots
  }

  async isTrusted(folder: string): Promise<boolean> {
    if (await isInsideAny(folder, this.#roots)) return true
    return (await this.#load()).includes(await realpath(folder))
  }

  async trust(folder: string): Promise<void> {
    const folders = await this.#load()
    const real = await realpath(folder)
    if (folders.includes(real)) return
    await mkdir(dirname(this.#file), { recursive: true })
    await writeAtomically(this.#file, `${JSON.stringify({ folders: [...folders, real] }, null, 2)}\n`)
  }

  async #load(): Promise<readonly string[]> {
    try {
      return trustFileSchema.parse(JSON.parse(await readFile(this.#file, 'utf8'))).folders
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return []
      throw new AppError('io', t`${this.#file} could not be read: ${messageOf(error)}. Mend or delete it.`, {
        cause: error,
      })
    }
  }
}

/** Trust for one run: folders at or below `roots`, and those that `trust` is called for. */
export class SessionTrustStore implements TrustStore {
  readonly #roots: readonly string[]
  readonly #trusted = new Set<string>()

  constructor(roots: readonly string[]) {
    this.#roots = roots
  }

  async isTrusted(folder: string): Promise<boolean> {
    return this.#trusted.has(await realpath(folder)) || isInsideAny(folder, this.#roots)
  }

  async trust(folder: string): Promise<void> {
    this.#trusted.add(await realpath(folder))
  }
}

async function isInsideAny(folder: string, roots: readonly string[]): Promise<boolean> {
  const real = await realpath(folder)
  for (const root of roots) {
    // A root that does not exist yet holds nothing.
    const realRoot = await realpath(root).catch(() => null)
    if (realRoot !== null && isAtOrBelow(realRoot, real)) return true
  }
  return false
}
