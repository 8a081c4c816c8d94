import fs from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FaultAct } from '../../../shared/model/fault-act'
import type { Payload } from '../../../shared/model/message'
import { field, longTextLength } from './capture-protocol'
import { EntryBatcher } from './entry-batcher'
import { kindCodes } from './entry-codes'
import { EntryStore } from './entry-store'
import type { Disk } from './history-file'

const memoryBytes = 300_000
let folder: string
let file: string
let store: EntryStore
let batcher: EntryBatcher
let notices: string[]
let seq: number
let batch: number

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-store-'))
  file = join(folder, 'history')
  notices = []
  seq = 0
  batch = 0
  batcher = new EntryBatcher()
})
afterEach(async () => {
  store.close()
  await rm(folder, { recursive: true, force: true })
})

function open({ diskBytes = 1e9, budgetBytes = 1_000_000, path = file, disk = fs as Disk } = {}): void {
  const history = { file: path, diskBytes, memoryBytes, disk }
  store = new EntryStore({ budgetBytes, history }, (notice) => notices.push(notice))
}

/** What entry number `number` holds: texts of all kinds, bytes, and nothing. */
function payloadOf(number: number): Payload | null {
  if (number % 97 === 0) return `long ${number} ${'ä€😀'.repeat(longTextLength / 4)}`
  if (number % 11 === 0) return new Uint8Array([number & 255, 1, 2])
  if (number % 7 === 0) return null
  return number % 5 === 0 ? `größe 😀 ${number}` : `message ${number}`
}

/** A step that others did, too. */
function stepOf(number: number): string {
  return `handler ${number % 5}\tsent text`
}

function lostTo(number: number): readonly FaultAct[] {
  return [{ fault: `f${number}`, action: 'dropped' }]
}

function faultsOf(number: number): readonly FaultAct[] | null {
  const place = store.find(number)
  return place && store.faultsOf(place)
}

function capture(count: number): void {
  for (let index = 0; index < count; index += 1) {
    seq += 1
    const cause = seq % 3 === 0 ? seq - 1 : 0
    const numbers = {
      seq,
      at: seq,
      kind: kindCodes.text,
      direction: 0,
      origin: 0,
      connection: 1,
      code: 0,
      cause,
    }
    batcher.add(numbers, `/p${seq % 20}`, payloadOf(seq))
    if (seq % 2 === 0) batcher.why(seq, `why ${seq}`)
    else batcher.step(seq, stepOf(seq), seq / 1000)
    if (seq % 10 === 0) batcher.edited(seq)
    if (seq % 100 === 1) batcher.fault({ seq, acts: lostTo(seq), isLate: false })
    if (seq % 100 === 0) flush()
  }
  flush()
}

function flush(): void {
  batch += 1
  store.append(batcher.take(batch, 0))
}

function walk(): number[] {
  const cursor = { chunk: 0, index: 0 }
  const seen: number[] = []
  for (let chunk = store.settle(cursor); chunk; chunk = store.settle(cursor)) {
    for (; cursor.index < chunk.count; cursor.index += 1) seen.push(chunk.number(cursor.index, field.seq))
  }
  return seen
}

function expectEntry(number: number): void {
  const place = store.find(number)
  const payload = payloadOf(number)
  expect(place?.chunk.payload(place.index)).toEqual(payload)
  expect(place?.chunk.payloadStart(place.index, 9)?.slice(0, 9)).toEqual(payload?.slice(0, 9))
  expect(place?.chunk.payloadBytes(place.index)).toBe(payload === null ? 0 : Buffer.byteLength(payload))
  expect(place?.chunk.path(place.index)).toBe(`/p${number % 20}`)
  const why = number % 2 === 0 ? `why ${number}` : `${stepOf(number)}\t${number / 1000}`
  expect(store.whyOf(number)).toBe(why)
  expect(store.isEdited(number)).toBe(number % 10 === 0)
  expect(faultsOf(number)).toEqual(number % 100 === 1 ? lostTo(number) : null)
}

describe('the store of entries with a history on disk', () => {
  it('gives back every entry as it was captured, from disk as from memory', () => {
    open()
    capture(10_000)
    expect(fs.statSync(file).size).toBeGreaterThan(memoryBytes)
    expect(walk()).toEqual(Array.from({ length: 10_000 }, (_, index) => index + 1))
    for (let number = 1; number <= 10_000; number += 83) expectEntry(number)
    expectEntry(10_000)
    expect(store).toMatchObject({ total: 10_000, discarded: 0, firstSeq: 1, firstAt: 1, lastSeq: 10_000 })
    expect(notices).toEqual([])
  })

  it('touches no disk for what fits into memory', () => {
    open()
    capture(500)
    expect(fs.existsSync(file)).toBe(false)
  })

  it('takes notes about entries that are on disk already', () => {
    open()
    capture(10_000)
    batcher.why(7, ' and later')
    batcher.edited(8)
    batcher.fault({ seq: 9, acts: lostTo(9), isLate: true })
    batcher.fault({ seq: 101, acts: [], isLate: true })
    flush()
    expect(store.whyOf(7)).toBe(`${stepOf(7)}\t0.007`)
    expect([faultsOf(9), faultsOf(101), faultsOf(201)]).toEqual([lostTo(9), [], lostTo(201)])
    batcher.why(12_001, 'early')
    flush()
    capture(2000)
    expect(store.isEdited(8)).toBe(true)
  })

  it('finds the effects of an entry without reading chunks that can not have any', () => {
    open()
    capture(10_000)
    const chunks = [...store.chunksWithEffectsOf(2)]
    expect(chunks.length).toBeLessThan(3)
    expect(chunks[0]?.number(2, field.cause)).toBe(2)
  })

  it('discards the oldest entries when the file has its size, and counts them', () => {
    open({ diskBytes: 3_000_000 })
    capture(30_000)
    expect(fs.statSync(file).size).toBeLessThanOrEqual(3_000_000)
    expect(store.discarded).toBeGreaterThan(1000)
    expect(store.firstSeq).toBe(store.discarded + 1)
    expect(store.find(store.discarded)).toBeNull()
    expect(walk()).toEqual(Array.from({ length: 30_000 - store.discarded }, (_, at) => store.firstSeq + at))
    for (const number of [store.firstSeq, store.firstSeq + 1200, 30_000]) expectEntry(number)
  })

  it('gives the space back on a clear, and starts anew', () => {
    open()
    capture(10_000)
    store.clear()
    expect(fs.statSync(file).size).toBe(0)
    expect(walk()).toEqual([])
    capture(10_000)
    expect(walk()[0]).toBe(10_001)
    expectEntry(10_001)
  })

  it('goes on in memory where the folder can not be written, and says so once', () => {
    open({ path: join(folder, 'missing', 'history') })
    capture(20_000)
    expect(notices).toEqual([expect.stringMatching(/can't be kept on disk.*ENOENT/)])
    expect(store.total).toBe(20_000)
    expect(store.discarded).toBeGreaterThan(0)
    // More than the part that stays in memory when there is a disk.
    expect(walk().length).toBeGreaterThan(2000)
    expectEntry(20_000)
  })

  it('goes on where the file has become unreadable, without what was in it', () => {
    open()
    capture(10_000)
    fs.truncateSync(file, 0)
    expect(walk().at(-1)).toBe(10_000)
    expect(notices).toEqual([expect.stringContaining('shorter than it was')])
    expect(store.find(1)).toBeNull()
    expect(store.firstSeq).toBe(store.discarded + 1)
    capture(1000)
    expectEntry(11_000)
  })

  it('says that the disk is full and keeps what fits', () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
    // `writeSync` has overloads; the file uses this one.
    const writeSync = ((fd: number, data: Uint8Array, from: number, bytes: number, position: number) => {
      if (position + bytes > 900_000) throw full
      return fs.writeSync(fd, data, from, bytes, position)
    }) as Disk['writeSync']
    open({ diskBytes: 10_000_000, disk: { ...fs, writeSync } })
    capture(30_000)
    expect(notices).toEqual([expect.stringContaining('The disk is full')])
    expect(store.discarded).toBeGreaterThan(0)
    expect(walk()).toEqual(Array.from({ length: 30_000 - store.discarded }, (_, at) => store.firstSeq + at))
    expectEntry(store.firstSeq)
  })
})
