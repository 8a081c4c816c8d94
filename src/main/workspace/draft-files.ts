import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Draft } from '../../shared/model/handlers'
import { writeAtomically } from './atomic-write'

const storedSchema = z.object({
  workspace: z.string(),
  path: z.string(),
  base: z.string(),
  text: z.string(),
})

/**
 * Unsaved text of the editor, one file for each handler file in the app's own folder: unlike the window's
 * storage, which is written seconds later, it is there after a crash of the whole app.
 */
export class DraftFiles {
  /** What is being written, by file; the newest version that waits behind it, or null to remove the file. */
  readonly #writing = new Map<string, Promise<void>>()
  readonly #waiting = new Map<string, string | null>()

  /** @param folder in the app's data; made when needed. */
  constructor(
    private readonly folder: string,
    private readonly log: (message: string, error?: unknown) => void,
  ) {}

  /** The drafts of a workspace. A file that can't be understood is skipped, and said so in the log. */
  async of(workspace: string): Promise<readonly Draft[]> {
    const folder = this.#folderOf(workspace)
    const names = await readdir(folder).catch(() => [])
    const drafts = await Promise.all(
      names.filter((name) => name.endsWith('.json')).map((name) => this.#read(join(folder, name))),
    )
    return drafts.flatMap((draft) => draft ?? []).sort((one, other) => (one.path < other.path ? -1 : 1))
  }

  /** Takes the place of the file's former draft; the disk follows, the newest text last. */
  keep(workspace: string, { path, base, text }: Draft): void {
    this.#put(this.#fileOf(workspace, path), JSON.stringify({ workspace, path, base, text }))
  }

  /** Forgets the file's draft: its text was saved or given up. */
  drop(workspace: string, path: string): void {
    this.#put(this.#fileOf(workspace, path), null)
  }

  /** Resolves when everything is on disk. */
  async settled(): Promise<void> {
    while (this.#writing.size > 0) await Promise.all(this.#writing.values())
  }

  #put(file: string, content: string | null): void {
    this.#waiting.set(file, content)
    if (!this.#writing.has(file)) this.#writing.set(file, this.#write(file))
  }

  async #write(file: string): Promise<void> {
    for (;;) {
      const content = this.#waiting.get(file)
      if (content === undefined) break
      this.#waiting.delete(file)
      try {
        await replace(file, content)
      } catch (error) {
        this.log('Unsaved text could not be kept for the next start', error)
      }
    }
    // At once: whoever comes next has to start anew.
    this.#writing.delete(file)
  }

  async #read(file: string): Promise<Draft | null> {
    try {
      const { path, base, text } = storedSchema.parse(JSON.parse(await readFile(file, 'utf8')))
      return { path, base, text }
    } catch (error) {
      this.log(`${file} could not be understood`, error)
      return null
    }
  }

  #folderOf(workspace: string): string {
    return join(this.folder, nameFor(workspace))
  }

  #fileOf(workspace: string, path: string): string {
    return join(this.#folderOf(workspace), `${nameFor(path)}.json`)
  }
}

async function replace(file: string, content: string | null): Promise<void> {
  if (content === null) return rm(file, { force: true })
  await mkdir(join(file, '..'), { recursive: true })
  await writeAtomically(file, content)
}

/** Paths are no file names, and differ in case where a file system may not. */
function nameFor(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 32)
}
