import type { z } from 'zod'
import { AppError, messageOf } from '../../shared/errors'
import {
  type RecordedEntry,
  type RecordingHeader,
  recordedEntrySchema,
  recordingEndSchema,
  recordingHeaderSchema,
  recordingVersion,
} from '../../shared/model/recording'
import { t } from '../../shared/text/t'

/** A line of a recording after its first one. */
export type RecordingLine =
  | { readonly type: 'entry'; readonly entry: RecordedEntry }
  | { readonly type: 'end' }

export function headerLine({
  startedAt,
  workspace,
}: Pick<RecordingHeader, 'startedAt' | 'workspace'>): string {
  return lineOf({ understudy: 'recording', version: recordingVersion, startedAt, workspace })
}

export function entryLine(entry: RecordedEntry): string {
  return lineOf(entry)
}

/** `t` in milliseconds since the recording began. */
export function endLine(t: number, entries: number): string {
  return lineOf({ end: true, t: Math.round(t), entries })
}

/** Throws `AppError` 'bad-request' that says why it is no recording of a version that is known. */
export function parseHeader(line: string): RecordingHeader {
  const header = check(recordingHeaderSchema, parseJson(line), 'this is not a recording of Understudy')
  if (header.version > recordingVersion) {
    const message = `it was made by a newer Understudy (version ${header.version} of the format, this one knows ${recordingVersion})`
    throw new AppError('bad-request', message)
  }
  return header
}

/** Throws `AppError` 'bad-request' that says what is wrong with the line. */
export function parseLine(line: string): RecordingLine {
  const value = parseJson(line)
  if (recordingEndSchema.safeParse(value).success) return { type: 'end' }
  return { type: 'entry', entry: check(recordedEntrySchema, value, 'it is no entry of a recording') }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    throw new AppError('bad-request', t`it is not JSON (${messageOf(error)})`, { cause: error })
  }
}

function check<T>(schema: z.ZodType<T>, value: unknown, words: string): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : ''
  throw new AppError('bad-request', `${words} (${where}${issue?.message ?? 'unknown'})`)
}

function lineOf(value: object): string {
  return `${JSON.stringify(value)}\n`
}
