import { createHash } from 'node:crypto'
import { lstat, mkdir, readdir, readFile, realpath, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError, codeOf, messageOf } from '../../shared/errors'
import { t } from '../../shared/text/t'
import { isAtOrBelow } from '../engine/inside-folder'
import { writeAtomically } from './atomic-write'
import { handlerTemplate } from './handler-template'

/** Folder of a workspace with its handlers. */
export const handlersFolderName = 'handlers'

/** A source file below `handlers/`, with the path relative to the workspace. */
export interface SourceFile {
  readonly path: string
  /** Whether it declares handlers; other files are there to be imported. */
  readonly declaresHandlers: boolean
  /** Another one for another text. */
  readonly version: string
}

/**
 * The source files below a workspace's `handlers/`. Paths are relative to the workspace, with forward
 * slashes; one that leads out of it, through `..` or a link, is refused.
 */
export class HandlerFiles {
  readonly #folder: string

  /** `folder`: real path of the workspace. */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** All source files, sorted by path. Throws `AppError` 'workspace-invalid' where the folder leads elsewhere. */
  async list(): Promise<readonly SourceFile[]> {
    const real = await realPathOfExisting(join(this.#folder, handlersFolderName))
    if (!isAtOrBelow(this.#folder, real)) {
      await this.#checkFolder()
      throw new AppError(
        'workspace-invalid',
        t`${handlersFolderName}/ is a link to ${real}, outside of the workspace: open that folder, or copy it in.`,
      )
    }
    const paths = await this.#walk(handlersFolderName)
    paths.sort()
    const files = await Promise.all(paths.map((path) => this.#describe(path)))
    return files.filter((file) => file !== null)
  }

  /** Throws `AppError` 'not-found'. */
  async read(path: string): Promise<string> {
    const file = await this.#locate(path)
    return readFile(file, 'utf8').catch((error) => {
      throw fileError(path, error)
    })
  }

  async save(path: string, text: string): Promise<void> {
    const file = await this.#locate(path)
    await mkdir(dirname(file), { recursive: true })
    await writeAtomically(file, text)
  }

  /** Makes a file, from the template unless its text is given, and answers the text. Throws `AppError` 'file-exists'. */
  async create(path: string, text = handlerTemplate(path)): Promise<string> {
    const file = await this.#locate(path)
    if (await exists(file)) throw existsError(path)
    await mkdir(dirname(file), { recursive: true })
    await writeAtomically(file, text)
    return text
  }

  /** Throws `AppError` 'not-found', 'file-exists'. */
  async rename(from: string, to: string): Promise<void> {
    const [source, target] = [await this.#locate(from), await this.#locate(to)]
    // Where the file system ignores case, `Chat.ts` is there already when chat.ts is renamed to it.
    if (source.toLowerCase() !== target.toLowerCase() && (await exists(target))) throw existsError(to)
    await mkdir(dirname(target), { recursive: true })
    await rename(source, target).catch((error) => {
      throw fileError(from, error)
    })
  }

  /** Throws `AppError` 'not-found'. */
  async remove(path: string): Promise<void> {
    const file = await this.#locate(path)
    await rm(file).catch((error) => {
      throw fileError(path, error)
    })
  }

  async #walk(folder: string): Promise<string[]> {
    const entries = await readdir(join(this.#folder, folder), { withFileTypes: true }).catch((error) => {
      if (isMissing(error)) return []
      throw fileError(folder, error)
    })
    const found = await Promise.all(
      entries
        .filter((entry) => !entry.name.startsWith('.') && entry.name !== 'node_modules')
        .map(async (entry) => {
          const path = `${folder}/${entry.name}`
          // Linked folders are not followed: they may go round in circles.
          if (entry.isDirectory()) return this.#walk(path)
          const usable = isSourcePath(path) && (entry.isFile() || (await this.#linksInside(path)))
          return usable ? [path] : []
        }),
    )
    return found.flat()
  }

  async #linksInside(path: string): Promise<boolean> {
    try {
      return (await lstat(await realpath(await this.#locate(path)))).isFile()
    } catch {
      // A link that is broken or leads out of the workspace is not one of its files.
      return false
    }
  }

  /** Null for a file that has gone since it was found. */
  async #describe(path: string): Promise<SourceFile | null> {
    const text = await readFile(join(this.#folder, path), 'utf8').catch((error) => {
      if (isMissing(error)) return null
      throw fileError(path, error)
    })
    if (text === null) return null
    const version = createHash('sha1').update(text).digest('base64')
    return { path, declaresHandlers: declaresHandlers(path, text), version }
  }

  /** Without the folder, what is left of a path in it is above it, and looks like a link that leads out. */
  async #checkFolder(): Promise<void> {
    if (await exists(this.#folder)) return
    throw new AppError(
      'workspace-invalid',
      t`The folder ${this.#folder} is gone: put it back, or open another workspace.`,
    )
  }

  async #locate(path: string): Promise<string> {
    if (!isSourcePath(path)) {
      throw new AppError('bad-request', t`${path} is not a .ts or .js file inside handlers/.`)
    }
    const file = join(this.#folder, ...path.split('/'))
    if (!isAtOrBelow(this.#folder, await realPathOfExisting(file))) {
      await this.#checkFolder()
      throw new AppError('bad-request', t`${path} is a link that leads out of the workspace.`)
    }
    return file
  }
}

function declaresHandlers(path: string, text: string): boolean {
  const names = path.split('/').slice(1)
  if (names.some((name) => name.startsWith('_')) || /\.(?:d|test|spec)\.[mc]?[jt]s$/.test(path)) return false
  return /\bexport\s+default\b|\bas\s+default\b/.test(text)
}

function isSourcePath(path: string): boolean {
  const steps = path.split('/')
  return (
    steps[0] === handlersFolderName &&
    steps.length > 1 &&
    steps.every((step) => step !== '' && step !== '.' && step !== '..' && !/[\\:*?"<>|\0]/.test(step)) &&
    /\.(?:ts|js|mts|mjs)$/.test(path)
  )
}

/** Real path of `file`, or of the nearest folder above it that exists. */
async function realPathOfExisting(file: string): Promise<string> {
  try {
    return await realpath(file)
  } catch (error) {
    if (!isMissing(error) || dirname(file) === file) throw error
    // A link to nowhere is missing for realpath but writing through it would make its target.
    if (await exists(file)) throw new AppError('bad-request', t`${file} is a link to a missing file.`)
    return realPathOfExisting(dirname(file))
  }
}

async function exists(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    (error) => {
      if (isMissing(error)) return false
      throw error
    },
  )
}

function isMissing(error: unknown): boolean {
  const code = codeOf(error)
  return code === 'ENOENT' || code === 'ENOTDIR'
}

function existsError(path: string): AppError {
  return new AppError('file-exists', t`${path} exists already: choose another name.`)
}

function fileError(path: string, error: unknown): AppError {
  if (isMissing(error)) return new AppError('not-found', t`${path} does not exist.`, { cause: error })
  return new AppError('io', `${path}: ${messageOf(error)}`, { cause: error })
}
