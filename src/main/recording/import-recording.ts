import { open, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { z } from 'zod'
import { AppError, messageOf } from '../../shared/errors'
import { type RecordedEntry, recordedEntrySchema } from '../../shared/model/recording'
import { t } from '../../shared/text/t'
import { beforeFaults, isCorrupted } from '../engine/capture/fault-steps'
import { payloadOf } from './exchanges'
import { readHar } from './har'
import { type ReadingOptions, readLines } from './read-lines'
import { readRecording } from './read-recording'
import type { RecordingFiles } from './recording-files'
import { endLine, entryLine, headerLine } from './recording-lines'

/** A HAR is read as a whole: JavaScript has no longer texts. */
const maxHarBytes = 400 * 1024 * 1024
const writeLength = 256 * 1024

/** A line of what Traffic exports. */
const exportedSchema = recordedEntrySchema.omit({ t: true, code: true, cause: true }).extend({
  at: z.number(),
  code: z.number().int().optional(),
  cause: z.number().int().optional(),
})

type RecordedBody = Pick<RecordedEntry, 'kind' | 'text' | 'base64' | 'faults'>

interface Start {
  readonly startedAt: number
}

/**
 * Makes a recording of a HAR, of a recording from elsewhere, or of what Traffic exported, and answers its
 * name. Throws `AppError` 'bad-request' that names the file, the line and the cause; nothing is left then.
 */
export async function importRecording(
  file: string,
  files: RecordingFiles,
  options: ReadingOptions,
): Promise<string> {
  const name = await files.freeName(basename(file, extname(file)))
  const temporary = join(files.folder, `.${process.pid}-${Date.now()}.tmp`)
  try {
    await write(temporary, contentsOf(file, options))
    await rename(temporary, join(files.folder, name))
    return name
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

async function* contentsOf(file: string, options: ReadingOptions): AsyncGenerator<Start | RecordedEntry> {
  if (extname(file).toLowerCase() === '.har') yield* harContents(file, options)
  else if (await isRecording(file)) yield* recordingContents(file, options)
  else yield* exportedContents(file, options)
}

async function* harContents(
  file: string,
  { onProgress }: ReadingOptions,
): AsyncGenerator<Start | RecordedEntry> {
  const name = basename(file)
  const size = await stat(file).then(
    (stats) => stats.size,
    (error: unknown) => {
      throw new AppError('io', t`${file} could not be read: ${messageOf(error)}`, { cause: error })
    },
  )
  if (size > maxHarBytes)
    throw new AppError('bad-request', t`${name} is larger than 400 MB: export less of it.`)
  try {
    const { startedAt, entries } = readHar(await readFile(file, 'utf8'))
    yield { startedAt }
    yield* entries
    onProgress?.(1)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new AppError(error.code, `${name}: ${error.message}`, { cause: error })
  }
}

async function isRecording(file: string): Promise<boolean> {
  for await (const { text } of readLines(file)) return text.includes('"understudy"')
  throw new AppError('bad-request', t`${basename(file)} is empty.`)
}

async function* recordingContents(
  file: string,
  options: ReadingOptions,
): AsyncGenerator<Start | RecordedEntry> {
  for await (const part of readRecording(file, options)) {
    if (part.type === 'header') yield { startedAt: Date.parse(part.header.startedAt) }
    else if (part.type === 'entry') yield part.entry
  }
}

async function* exportedContents(
  file: string,
  options: ReadingOptions,
): AsyncGenerator<Start | RecordedEntry> {
  let startedAt: number | null = null
  for await (const { number, text } of readLines(file, options)) {
    if (text === '') continue
    const { at, code, cause, ...rest } = exportedEntry(text, `${basename(file)}, line ${number}`)
    if (startedAt === null) yield { startedAt: at }
    startedAt ??= at
    yield {
      ...rest,
      ...sentBody(rest),
      t: Math.max(0, at - startedAt),
      ...(code === undefined || code === 0 ? {} : { code }),
      ...(cause === undefined || cause < 1 ? {} : { cause }),
    }
  }
}

/** An export has the body that the client got; in a recording it is the one that was sent, with what faults did to it. */
function sentBody(exported: RecordedBody): Partial<RecordedBody> {
  const { faults = [] } = exported
  const payload = payloadOf(exported)
  if (payload === null || !isCorrupted(faults)) return {}
  const sent = beforeFaults(payload, faults)
  return typeof sent === 'string' ? { text: sent } : { base64: Buffer.from(sent).toString('base64') }
}

function exportedEntry(text: string, where: string): z.infer<typeof exportedSchema> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new AppError('bad-request', t`${where}: it is not JSON (${messageOf(error)})`, { cause: error })
  }
  const parsed = exportedSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const message = `${where}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown'}. A recording, or what Traffic exports, can be imported.`
  throw new AppError('bad-request', message)
}

async function write(file: string, contents: AsyncIterable<Start | RecordedEntry>): Promise<void> {
  const handle = await open(file, 'wx')
  try {
    let block = ''
    let entries = 0
    let lastT = 0
    for await (const part of contents) {
      if ('startedAt' in part) {
        block += headerLine({ startedAt: new Date(part.startedAt).toISOString(), workspace: '' })
        continue
      }
      block += entryLine(part)
      entries += 1
      lastT = part.t
      if (block.length < writeLength) continue
      await handle.appendFile(block)
      block = ''
    }
    await handle.appendFile(block + endLine(lastT, entries))
    await handle.sync()
  } finally {
    await handle.close()
  }
}
