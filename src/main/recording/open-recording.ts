import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../shared/errors'
import type { RecordedConnection, RecordedEntry, RecordingContents } from '../../shared/model/recording'
import { t } from '../../shared/text/t'
import { payloadOf } from './exchanges'
import type { ReadingOptions } from './read-lines'
import { readRecording } from './read-recording'
import { parseLine } from './recording-lines'

/** A recording that was read once: entries are read again from the file where they are asked for. */
export class OpenRecording {
  private constructor(
    readonly file: string,
    readonly contents: RecordingContents,
    /** Where each entry's line starts, and where the last one ends. */
    private readonly offsets: readonly number[],
  ) {}

  /** Throws `AppError` as `readRecording` does. */
  static async read(file: string, options: ReadingOptions = {}): Promise<OpenRecording> {
    const offsets: number[] = []
    const connections = new Map<string, RecordedConnection>()
    let startedAt = ''
    let durationMs = 0
    let cutOff = true
    for await (const part of readRecording(file, options)) {
      if (part.type === 'header') startedAt = part.header.startedAt
      else if (part.type === 'end') cutOff = false
      else {
        offsets.push(part.offset)
        durationMs = Math.max(durationMs, part.entry.t)
        count(connections, part.entry)
      }
    }
    const contents = {
      name: basename(file),
      startedAt,
      entries: offsets.length,
      durationMs,
      cutOff,
      connections: [...connections.values()],
    }
    return new OpenRecording(file, contents, offsets)
  }

  /** Entries `from … from + length - 1`, as far as there are any. */
  async entries(from: number, length: number): Promise<readonly RecordedEntry[]> {
    const start = this.offsets[from]
    if (start === undefined) return []
    const end = this.offsets[from + length]
    const handle = await open(this.file, 'r')
    try {
      const bytes = (end ?? (await handle.stat()).size) - start
      const buffer = Buffer.allocUnsafe(bytes)
      const { bytesRead } = await handle.read(buffer, 0, bytes, start)
      const lines = buffer.toString('utf8', 0, bytesRead).split('\n')
      const wanted = Math.min(length, this.offsets.length - from)
      return lines
        .filter((line) => line !== '')
        .slice(0, wanted)
        .map(entryOf)
    } finally {
      await handle.close()
    }
  }
}

function entryOf(line: string): RecordedEntry {
  const parsed = parseLine(line)
  if (parsed.type === 'entry') return parsed.entry
  throw new AppError('file-changed', t`The recording was changed meanwhile: open it again.`)
}

function count(connections: Map<string, RecordedConnection>, entry: RecordedEntry): void {
  const { connection: id, path, direction } = entry
  if (id === null) return
  const known = connections.get(id) ?? { id, path, sent: 0, received: 0 }
  const isData = payloadOf(entry) !== null
  connections.set(id, {
    ...known,
    sent: known.sent + (isData && direction === 'to-client' ? 1 : 0),
    received: known.received + (isData && direction === 'from-client' ? 1 : 0),
  })
}
