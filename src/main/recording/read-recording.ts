import { basename } from 'node:path'
import { AppError, messageOf } from '../../shared/errors'
import type { RecordedEntry, RecordingHeader } from '../../shared/model/recording'
import { t } from '../../shared/text/t'
import { type Line, type ReadingOptions, readLines } from './read-lines'
import { parseHeader, parseLine } from './recording-lines'

/** What a recording is made of, in the order of the file. */
export type RecordingPart =
  | { readonly type: 'header'; readonly header: RecordingHeader }
  | { readonly type: 'entry'; readonly entry: RecordedEntry; readonly offset: number }
  | { readonly type: 'end' }

/**
 * Reads a recording part by part. One without an end was cut off; what a crash left of its last line is no
 * error. Throws `AppError` 'bad-request' that names the line and the cause.
 */
export async function* readRecording(
  file: string,
  options: ReadingOptions = {},
): AsyncGenerator<RecordingPart> {
  let count = 0
  for await (const line of readLines(file, options)) {
    count += 1
    const part = partOf(file, line)
    if (part) yield part
  }
  if (count === 0) throw new AppError('bad-request', t`${basename(file)} is empty: it is no recording.`)
}

/** The entries of a recording. */
export async function* readEntries(
  file: string,
  options: ReadingOptions = {},
): AsyncGenerator<RecordedEntry> {
  for await (const part of readRecording(file, options)) if (part.type === 'entry') yield part.entry
}

function partOf(file: string, line: Line): RecordingPart | null {
  try {
    if (line.number === 1) return { type: 'header', header: parseHeader(line.text) }
    if (line.text === '') return null
    const parsed = parseLine(line.text)
    return parsed.type === 'end' ? parsed : { ...parsed, offset: line.offset }
  } catch (error) {
    // A crash may have come in the middle of a line.
    if (!line.isComplete && line.number > 1) return null
    const message = `${basename(file)}, line ${line.number}: ${messageOf(error)}`
    throw new AppError('bad-request', message, { cause: error })
  }
}
