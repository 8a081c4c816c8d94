import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { RecordedEntry } from '../../shared/model/recording'
import { HarWriter } from './har'
import { importRecording } from './import-recording'
import { readEntries } from './read-recording'
import { RecordingFiles } from './recording-files'

let workspace: string

beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'understudy-import-'))
  await mkdir(join(workspace, 'recordings'))
})
afterEach(() => rm(workspace, { recursive: true, force: true }))

/** What Traffic exports of a message to a client. */
function exportedLine(message: object): string {
  const about = { seq: 1, at: 1000, direction: 'to-client', origin: 'handler', connection: 'c1', path: '/' }
  return JSON.stringify({ ...about, ...message })
}

async function imported(lines: readonly string[]): Promise<RecordedEntry[]> {
  const file = join(workspace, 'traffic.jsonl')
  await writeFile(file, lines.map((line) => `${line}\n`).join(''))
  const files = new RecordingFiles(workspace)
  const name = await importRecording(file, files, {})
  const entries: RecordedEntry[] = []
  for await (const entry of readEntries(await files.locate(name))) entries.push(entry)
  return entries
}

it('puts the body that was sent in the place of one that a fault had corrupted, so that it is corrupted once', async () => {
  const ofText = { at: 0, was: 's', became: 'r' }
  const ofBytes = { at: 1, was: '02', became: 'fd' }
  const entries = await imported([
    exportedLine({
      kind: 'text',
      text: 'round',
      faults: [{ fault: 'noise', action: 'corrupted', corruption: ofText }],
    }),
    exportedLine({
      kind: 'binary',
      base64: 'Af0=',
      faults: [{ fault: 'noise', action: 'corrupted', corruption: ofBytes }],
    }),
    exportedLine({ kind: 'text', text: 'late', faults: [{ fault: 'slow', action: 'delayed', ms: 5 }] }),
  ])
  expect(entries).toMatchObject([
    { text: 'sound', faults: [{ corruption: ofText }] },
    { base64: 'AQI=', faults: [{ corruption: ofBytes }] },
    { text: 'late' },
  ])
  const writer = new HarWriter(0)
  for (const entry of entries) writer.add(entry)
  expect(writer.har().log.entries).toMatchObject([
    { _webSocketMessages: [{ data: 'round' }, { data: 'Af0=' }, { data: 'late' }] },
  ])
})
