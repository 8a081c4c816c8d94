import { lstat, mkdir, readdir, readFile, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, codeOf, messageOf } from '../../shared/errors'
import type { SavedMessage, SavedMessageFile } from '../../shared/model/saved-message'
import type { WorkspaceProblem } from '../../shared/model/workspace'
import { t } from '../../shared/text/t'
import { isAtOrBelow } from '../engine/inside-folder'
import { writeAtomically } from './atomic-write'
import { parseSavedMessage, savedMessageText } from './parse-saved-message'

/** Folder of a workspace with its saved messages. */
export const messagesFolderName = 'messages'

/** What `messages/` holds: the messages by name, and what is wrong with the files that can't be used. */
export interface SavedMessages {
  readonly messages: readonly SavedMessageFile[]
  readonly problems: readonly WorkspaceProblem[]
}

export const noSavedMessages: SavedMessages = { messages: [], problems: [] }

/** A file that was read: the message in it, or what is wrong with it. */
interface ReadMessage {
  readonly saved?: SavedMessageFile
  readonly problem?: WorkspaceProblem
}

/** More is no message that a person saved; reading it would only cost memory. */
const maxFileBytes = 40_000_000

/** The files `messages/*.json` of a workspace. Links are left alone: they may lead out of it. */
export class MessageFiles {
  /** `folder`: real path of the workspace. */
  constructor(private readonly folder: string) {}

  /** Never throws: what can't be read is one of the problems. */
  async list(): Promise<SavedMessages> {
    try {
      await this.#checkFolder()
      const names = await readdir(join(this.folder, messagesFolderName))
      const read = await Promise.all(
        names
          .filter(isMessageName)
          .sort()
          .map((name) => this.#read(name)),
      )
      const messages = read.flatMap((one) => one?.saved ?? [])
      return {
        messages: messages.sort((one, other) => one.message.name.localeCompare(other.message.name)),
        problems: read.flatMap((one) => one?.problem ?? []),
      }
    } catch (error) {
      if (isMissing(error)) return noSavedMessages
      return { messages: [], problems: [{ file: `${messagesFolderName}/`, message: messageOf(error) }] }
    }
  }

  /**
   * Writes a message to `file`, or to a new one named after it; answers the file. Throws `AppError` 'bad-request'
   * where another message has its key.
   */
  async save(message: SavedMessage, file: string | null): Promise<string> {
    await this.#checkFolder()
    const { messages } = await this.list()
    const rival = messages.find((other) => other.file !== file && other.message.key === message.key)
    if (message.key !== null && rival) {
      throw new AppError(
        'bad-request',
        t`The key ${message.key} sends “${rival.message.name}” already: choose another.`,
      )
    }
    await mkdir(join(this.folder, messagesFolderName), { recursive: true })
    const target = file ?? (await this.#newFile(message.name))
    await writeAtomically(this.#locate(target), savedMessageText(message))
    return target
  }

  /** Throws `AppError` 'not-found'. */
  async remove(file: string): Promise<void> {
    await this.#checkFolder()
    await rm(this.#locate(file)).catch((error) => {
      if (isMissing(error)) throw new AppError('not-found', t`${file} does not exist any more.`)
      throw new AppError('io', `${file}: ${messageOf(error)}`, { cause: error })
    })
  }

  async #read(name: string): Promise<ReadMessage | null> {
    const file = `${messagesFolderName}/${name}`
    const bad = (message: string): ReadMessage => ({ problem: { file, message } })
    try {
      const stats = await lstat(join(this.folder, messagesFolderName, name))
      if (!stats.isFile()) return null
      if (stats.size > maxFileBytes) return bad(`larger than ${maxFileBytes / 1_000_000} MB`)
      const parsed = parseSavedMessage(await readFile(join(this.folder, messagesFolderName, name), 'utf8'))
      return parsed.ok ? { saved: { file, message: parsed.message } } : bad(parsed.problem)
    } catch (error) {
      return isMissing(error) ? null : bad(messageOf(error))
    }
  }

  async #newFile(name: string): Promise<string> {
    const taken = new Set(
      (await readdir(join(this.folder, messagesFolderName))).map((other) => other.toLowerCase()),
    )
    const stem = fileStem(name)
    for (let number = 1; ; number += 1) {
      const candidate = number === 1 ? `${stem}.json` : `${stem}-${number}.json`
      if (!taken.has(candidate)) return `${messagesFolderName}/${candidate}`
    }
  }

  #locate(file: string): string {
    const [folder, name = '', ...more] = file.split('/')
    if (folder !== messagesFolderName || more.length > 0 || !isMessageName(name)) {
      throw new AppError('bad-request', t`${file} is not a .json file in ${messagesFolderName}/.`)
    }
    return join(this.folder, messagesFolderName, name)
  }

  async #checkFolder(): Promise<void> {
    const real = await realpath(join(this.folder, messagesFolderName)).catch((error) => {
      if (isMissing(error)) return this.folder
      throw error
    })
    if (isAtOrBelow(this.folder, real)) return
    throw new AppError(
      'workspace-invalid',
      t`${messagesFolderName}/ is a link to ${real}, outside of the workspace: copy the messages in.`,
    )
  }
}

/** `messages/hello.json`, apart from the folder: what the app itself makes, and what people may name their files. */
function isMessageName(name: string): boolean {
  return /^[^.\\/:*?"<>|\0][^\\/:*?"<>|\0]*\.json$/.test(name)
}

/** A file name that every system takes: letters, digits and dashes, and none of the names that Windows keeps. */
function fileStem(name: string): string {
  const stem = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  return /^(?:con|prn|aux|nul|com\d|lpt\d)?$/.test(stem) ? `message${stem && `-${stem}`}` : stem
}

function isMissing(error: unknown): boolean {
  return codeOf(error) === 'ENOENT'
}
