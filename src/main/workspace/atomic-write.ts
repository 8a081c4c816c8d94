import { randomBytes } from 'node:crypto'
import { chmod, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { AppError, messageOf } from '../../shared/errors'
import { t } from '../../shared/text/t'
import { ownerMark } from '../engine/process-owner'

const temporaryFile = /^\.understudy-(?<owned>[0-9a-f-]+)\.tmp$/

/** Whether `path` is a temporary file of `writeAtomically`, of this or of another process. */
export function isTemporaryFile(path: string): boolean {
  return temporaryFileOwner(path) !== null
}

/** The part of a temporary file's name that begins with its process's `ownerMark`; null for any other file. */
export function temporaryFileOwner(path: string): string | null {
  return temporaryFile.exec(basename(path))?.groups?.owned ?? null
}

/**
 * Replaces the contents of `file` in one step: a reader, or a crash, sees the old text or the new one.
 * The folder has to exist. Throws `AppError` 'io' and leaves the old file where it fails.
 */
export async function writeAtomically(file: string, text: string): Promise<void> {
  // A link stays a link: what it points to is replaced.
  const target = await realpath(file).catch(() => file)
  const temporary = join(dirname(target), `.understudy-${ownerMark()}${randomBytes(8).toString('hex')}.tmp`)
  try {
    await writeDurably(temporary, text)
    const before = await stat(target).catch(() => null)
    if (before) await chmod(temporary, before.mode)
    await renameOver(temporary, target)
  } catch (error) {
    await rm(temporary, { force: true })
    throw new AppError('io', t`${file} could not be written: ${messageOf(error)}`, { cause: error })
  }
}

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx')
  try {
    await handle.writeFile(text, 'utf8')
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** On Windows a virus scanner or indexer may hold the target for a moment. */
async function renameOver(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(from, to)
    } catch (error) {
      if (process.platform !== 'win32' || attempt === 6) throw error
      await delay(attempt * 20)
    }
  }
}
