import { lstat, mkdir, readdir, realpath, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, codeOf, messageOf } from '../../shared/errors'
import { type RecordingSummary, recordingEnding, recordingsFolder } from '../../shared/model/recording'
import { t } from '../../shared/text/t'
import { isInside } from '../engine/inside-folder'

/** What was deleted waits here for its undo, until the workspace is left. */
const trashFolder = '.deleted'

/** The files in a workspace's `recordings/`. Throws `AppError` 'not-found', 'file-exists', 'io'. */
export class RecordingFiles {
  readonly folder: string

  constructor(private readonly workspace: string) {
    this.folder = join(workspace, recordingsFolder)
  }

  /** The newest first. */
  async list(): Promise<readonly RecordingSummary[]> {
    const names = await readdir(this.folder).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return []
      throw ioError(this.folder, error)
    })
    const found = await Promise.all(
      names
        .filter((name) => name.endsWith(recordingEnding) && !name.startsWith('.'))
        .map(async (name) => {
          const stats = await stat(join(this.folder, name)).catch(() => null)
          return stats?.isFile() ? [{ name, bytes: stats.size, modifiedAt: stats.mtimeMs }] : []
        }),
    )
    return found.flat().sort((one, other) => other.modifiedAt - one.modifiedAt)
  }

  /** The file of a recording. */
  async locate(name: string): Promise<string> {
    const file = join(this.folder, name)
    const real = await realpath(file).catch(() => null)
    if (real === null) throw new AppError('not-found', t`${recordingsFolder}/${name} is not there any more.`)
    if (!isInside(await realpath(this.workspace), real)) {
      throw new AppError(
        'bad-request',
        t`${recordingsFolder}/${name} is a link that leads out of the workspace.`,
      )
    }
    return file
  }

  async rename(from: string, to: string): Promise<void> {
    if (from === to) return
    await this.#move(await this.locate(from), join(this.folder, to), to)
  }

  /** Can be undone by `restore` until `forgetDeleted`. */
  async remove(name: string): Promise<void> {
    const file = await this.locate(name)
    const trash = join(this.folder, trashFolder)
    await mkdir(trash, { recursive: true }).catch((error: unknown) => {
      throw ioError(trash, error)
    })
    await rm(join(trash, name), { force: true })
    await this.#move(file, join(trash, name), name)
  }

  async restore(name: string): Promise<void> {
    await this.#move(join(this.folder, trashFolder, name), join(this.folder, name), name)
  }

  async forgetDeleted(): Promise<void> {
    await rm(join(this.folder, trashFolder), { recursive: true, force: true }).catch((error: unknown) => {
      // Where `recordings` is a file, nothing was deleted.
      if (codeOf(error) !== 'ENOTDIR') throw ioError(this.folder, error)
    })
  }

  /** A name that is free, as near to `wanted` as possible; the folder is there afterwards. */
  async freeName(wanted: string): Promise<string> {
    await mkdir(this.folder, { recursive: true }).catch((error: unknown) => {
      throw ioError(this.folder, error)
    })
    const base = wanted.replace(/[\\/:*?"<>|\p{Cc}]/gu, '-').replace(/^\.+/, '') || 'imported'
    for (let attempt = 1; ; attempt++) {
      const name = `${base}${attempt === 1 ? '' : `-${attempt}`}${recordingEnding}`
      if (!(await exists(join(this.folder, name)))) return name
    }
  }

  async #move(from: string, to: string, name: string): Promise<void> {
    // Where the file system ignores case, a.jsonl is there already when A.jsonl is renamed to it.
    if (from.toLowerCase() !== to.toLowerCase() && (await exists(to))) {
      throw new AppError('file-exists', t`${recordingsFolder}/${name} exists already: choose another name.`)
    }
    await rename(from, to).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') throw new AppError('not-found', t`${name} is not there any more.`)
      throw ioError(from, error)
    })
  }
}

async function exists(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  )
}

function ioError(file: string, error: unknown): AppError {
  return new AppError('io', `${file}: ${messageOf(error)}`, { cause: error })
}
