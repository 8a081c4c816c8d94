import { randomBytes } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { AppError } from '../../shared/errors'
import { t } from '../../shared/text/t'

/** The samples that ship with the app, and the copies of them that a person works on. */
export class SampleLibrary {
  readonly #shipped: string
  readonly #copies: string

  /** `shipped`: the app's own samples; `copies`: where a person's copies go. */
  constructor(shipped: string, copies: string) {
    this.#shipped = shipped
    this.#copies = copies
  }

  /** `chat`, `live-prices`, …: the names of their folders, sorted. */
  async names(): Promise<readonly string[]> {
    const entries = await readdir(this.#shipped, { withFileTypes: true })
    return entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort()
  }

  /** The sample that `folder` is, or is the copy of; null for any other folder. */
  nameOf(folder: string): string | null {
    const parent = realPath(dirname(resolve(folder)))
    const isSample = parent === realPath(this.#shipped) || parent === realPath(this.#copies)
    return isSample ? basename(folder) : null
  }

  /**
   * The person's copy of a sample, made on first use; later calls leave it as it was edited.
   * Throws `AppError` 'not-found' for a sample that does not exist.
   */
  async copyOf(name: string): Promise<string> {
    const names = await this.names()
    if (!names.includes(name)) {
      throw new AppError(
        'not-found',
        t`There is no sample called "${name}": choose one of ${names.join(', ')}.`,
      )
    }
    const copy = join(this.#copies, name)
    if (await isFolder(copy)) return copy
    await mkdir(this.#copies, { recursive: true })
    // Renamed into place when complete: an interrupted copy is never taken for the person's own.
    const unfinished = join(this.#copies, `.${name}-${randomBytes(4).toString('hex')}`)
    try {
      await copyFolder(join(this.#shipped, name), unfinished)
      await rename(unfinished, copy)
    } catch (error) {
      await rm(unfinished, { recursive: true, force: true })
      if (!(await isFolder(copy))) throw error
    }
    return copy
  }
}

/** File by file: a packaged app's samples lie inside its archive, which `fs.cp` can't read. */
async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to)
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) await copyFolder(source, target)
    else await writeFile(target, await readFile(source))
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    // What does not exist has no other name either.
    return resolve(path)
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  )
}
