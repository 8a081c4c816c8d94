import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { type FSWatcher, watch } from 'chokidar'
import { isTemporaryFile } from './atomic-write'
import { handlersFolderName } from './handler-files'
import { messagesFolderName } from './message-files'
import { settingsFileName } from './settings-file'

/** What changed on disk since the last report. */
export interface WorkspaceChange {
  readonly settings: boolean
  readonly handlers: boolean
  readonly messages: boolean
}

/** Editors write a file in several steps, and several files at once; a person who saves one waits as long. */
const debounceMs = 20
/** The watcher keeps back further events of a file for 50 ms after one: what was written meanwhile is looked for. */
const secondLookMs = 60
const watchedFolders = [handlersFolderName, messagesFolderName]

/**
 * Watches `understudy.json`, `handlers/` and `messages/` for changed contents: a file that was merely touched, or
 * that the app itself wrote (see `note`), is not reported.
 */
export class WorkspaceWatcher {
  readonly #folder: string
  readonly #changed: (change: WorkspaceChange) => void
  readonly #failed: (error: unknown) => void
  /** Contents as last seen, by absolute path; null for a file that is gone. */
  readonly #seen = new Map<string, string | null>()
  readonly #touched = new Set<string>()
  #watcher: FSWatcher | null = null
  #timer: NodeJS.Timeout | null = null
  readonly #lookAgain = new Set<string>()
  #secondLook: NodeJS.Timeout | null = null

  constructor(
    folder: string,
    listeners: {
      readonly changed: (change: WorkspaceChange) => void
      readonly failed: (error: unknown) => void
    },
  ) {
    this.#folder = folder
    this.#changed = listeners.changed
    this.#failed = listeners.failed
  }

  /** Resolves when every file's contents are known, so that any later change is noticed. */
  async start(): Promise<void> {
    const watcher = watch(this.#folder, {
      ignored: (path) => !this.#isWatched(path),
      followSymlinks: false,
    })
    this.#watcher = watcher
    const first: Promise<void>[] = []
    const learn = (path: string) => first.push(this.#learn(path))
    watcher.on('add', learn)
    watcher.on('error', this.#failed)
    await new Promise<void>((resolve) => watcher.once('ready', resolve))
    watcher.off('add', learn)
    for (const event of ['add', 'change', 'unlink'] as const) watcher.on(event, (path) => this.#touch(path))
    await Promise.all(first)
  }

  async close(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#secondLook) clearTimeout(this.#secondLook)
    this.#secondLook = null
    await this.#watcher?.close()
    this.#watcher = null
  }

  /** The app wrote `text` (null: removed the file) itself: finding it on disk is no news. */
  note(path: string, text: string | null): void {
    this.#seen.set(join(this.#folder, path), text === null ? null : fingerprint(Buffer.from(text)))
  }

  #isWatched(path: string): boolean {
    const way = relative(this.#folder, path)
    if (way === '' || way === settingsFileName || way === handlersFolderName) return true
    if (way === messagesFolderName) return true
    if (isTemporaryFile(path) || !watchedFolders.some((name) => way.startsWith(name + sep))) return false
    return !basename(path).startsWith('.') && !path.endsWith('~') && basename(path) !== 'node_modules'
  }

  async #learn(path: string): Promise<void> {
    this.#seen.set(path, await readFingerprint(path))
  }

  #touch(path: string): void {
    this.#touched.add(path)
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#timer = null
      const paths = [...this.#touched]
      this.#touched.clear()
      this.#report(paths).catch(this.#failed)
      this.#planSecondLook(paths)
    }, debounceMs)
  }

  #planSecondLook(paths: readonly string[]): void {
    for (const path of paths) this.#lookAgain.add(path)
    if (this.#secondLook) clearTimeout(this.#secondLook)
    this.#secondLook = setTimeout(() => {
      this.#secondLook = null
      const again = [...this.#lookAgain]
      this.#lookAgain.clear()
      this.#report(again).catch(this.#failed)
    }, secondLookMs)
  }

  async #report(paths: readonly string[]): Promise<void> {
    const news = await Promise.all(paths.map((path) => this.#isNews(path)))
    if (this.#watcher === null) return
    const changed = paths.filter((_path, index) => news[index])
    const settings = changed.includes(join(this.#folder, settingsFileName))
    const messages = changed.some((path) => path.startsWith(join(this.#folder, messagesFolderName) + sep))
    const handlers = changed.some((path) => path.startsWith(join(this.#folder, handlersFolderName) + sep))
    if (settings || handlers || messages) this.#changed({ settings, handlers, messages })
  }

  async #isNews(path: string): Promise<boolean> {
    const now = await readFingerprint(path)
    if ((this.#seen.get(path) ?? null) === now) return false
    this.#seen.set(path, now)
    return true
  }
}

async function readFingerprint(path: string): Promise<string | null> {
  try {
    return fingerprint(await readFile(path))
  } catch {
    // Gone, or about to be: the next event tells.
    return null
  }
}

function fingerprint(contents: Uint8Array): string {
  return createHash('sha1').update(contents).digest('base64')
}
