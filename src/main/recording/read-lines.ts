import { open } from 'node:fs/promises'
import { AppError, codeOf, messageOf } from '../../shared/errors'
import { t } from '../../shared/text/t'

const chunkBytes = 256 * 1024
const newline = 10

/** A line of a file, without its end. */
export interface Line {
  /** From 1. */
  readonly number: number
  readonly text: string
  /** Where it starts in the file, in bytes. */
  readonly offset: number
  /** Whether its end is there; only the last one of a file may lack it. */
  readonly isComplete: boolean
}

export interface ReadingOptions {
  readonly signal?: AbortSignal | undefined
  /** Told how much of the file was read, from 0 to 1. */
  readonly onProgress?: ((done: number) => void) | undefined
}

/** The lines of a file, one after the other. Throws `AppError` 'not-found', 'io', or 'cancelled' by the signal. */
export async function* readLines(file: string, options: ReadingOptions = {}): AsyncGenerator<Line> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw readError(file, error)
  })
  try {
    const { size } = await handle.stat()
    let parts: Buffer[] = []
    let number = 1
    let offset = 0
    let position = 0
    for (;;) {
      if (options.signal?.aborted) throw new AppError('cancelled', t`It was cancelled.`)
      const buffer = Buffer.allocUnsafe(chunkBytes)
      const { bytesRead } = await handle.read(buffer, 0, chunkBytes, position)
      if (bytesRead === 0) break
      const chunk = buffer.subarray(0, bytesRead)
      let start = 0
      for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
        const text = textOf([...parts, chunk.subarray(start, end)])
        parts = []
        yield { number, text, offset, isComplete: true }
        number += 1
        start = end + 1
        offset = position + start
      }
      parts.push(chunk.subarray(start))
      position += bytesRead
      options.onProgress?.(Math.min(1, position / Math.max(1, size)))
    }
    const rest = textOf(parts)
    if (rest !== '') yield { number, text: rest, offset, isComplete: false }
  } finally {
    await handle.close()
  }
}

function textOf(parts: readonly Buffer[]): string {
  const text = Buffer.concat(parts).toString('utf8')
  return text.endsWith('\r') ? text.slice(0, -1) : text
}

function readError(file: string, error: unknown): AppError {
  if (codeOf(error) === 'ENOENT') return new AppError('not-found', t`${file} is not there any more.`)
  return new AppError('io', t`${file} could not be read: ${messageOf(error)}`, { cause: error })
}
