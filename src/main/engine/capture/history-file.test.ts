import fs from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Disk, HistoryFile, type RecordPlace } from './history-file'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-history-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A file together with the records that are still in it. */
class Kept {
  readonly file: HistoryFile
  readonly records: { readonly place: RecordPlace; readonly fill: number }[] = []

  constructor(path: string, capacity: number, disk?: Disk) {
    this.file = new HistoryFile(path, capacity, disk)
  }

  write(bytes: number, fill: number): boolean {
    const half = Math.ceil(bytes / 2)
    const record = { head: [Buffer.alloc(half, fill)], bodies: [Buffer.alloc(bytes - half, fill)] }
    const place = this.file.write(record, {
      oldest: () => this.records[0]?.place ?? null,
      discardOldest: () => this.records.shift(),
    })
    if (place) this.records.push({ place, fill })
    return place !== null
  }

  check(): void {
    for (const { place, fill } of this.records) {
      expect(this.file.read(place.offset, place.bytes)).toEqual(new Uint8Array(place.bytes).fill(fill))
    }
  }
}

describe('the file of a history', () => {
  it('gives back what is in it and never outgrows its size, whatever is written', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 60 })
    let run = 0
    fc.assert(
      fc.property(sizes, (lengths) => {
        run += 1
        const path = join(folder, `${run}`)
        const kept = new Kept(path, 100)
        lengths.forEach((bytes, index) => {
          expect(kept.write(bytes, (index % 255) + 1)).toBe(bytes <= 100)
          kept.check()
        })
        kept.file.close()
        if (lengths.some((bytes) => bytes <= 100)) expect(fs.statSync(path).size).toBeLessThanOrEqual(100)
      }),
      { numRuns: 60 },
    )
  })

  it('discards only what is in the way', () => {
    const kept = new Kept(join(folder, 'x'), 100)
    for (let fill = 1; fill <= 12; fill += 1) kept.write(10, fill)
    expect(kept.records.map((record) => record.fill)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  })

  it('is made by the first write, for its owner only, and gives its space back when it is cleared', async () => {
    const path = join(folder, 'x')
    const kept = new Kept(path, 100)
    kept.file.clear()
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' })
    kept.write(60, 1)
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o077).toBe(0)
    kept.file.clear()
    expect((await stat(path)).size).toBe(0)
    kept.records.length = 0
    kept.write(60, 2)
    kept.check()
  })

  it('takes no file that is there already', () => {
    const path = join(folder, 'x')
    fs.writeFileSync(path, 'precious')
    expect(() => new Kept(path, 100).write(10, 1)).toThrow('EEXIST')
    expect(fs.readFileSync(path, 'utf8')).toBe('precious')
  })

  it('stays as large as it is where the disk is full, and goes on over the oldest records', () => {
    const kept = new Kept(join(folder, 'x'), 100, diskOf(45))
    for (let fill = 1; fill <= 9; fill += 1) expect(kept.write(10, fill)).toBe(true)
    expect(kept.file).toMatchObject({ diskIsFull: true, capacityBytes: 40 })
    expect(kept.records.map((record) => record.fill)).toEqual([6, 7, 8, 9])
    kept.check()
  })

  it('fails where the disk has no room from the start', () => {
    const kept = new Kept(join(folder, 'x'), 100, diskOf(5))
    expect(() => kept.write(10, 1)).toThrow('ENOSPC')
  })
})

/** A disk with room for so many bytes of a file. */
function diskOf(room: number): Disk {
  // `writeSync` has overloads; the file uses this one.
  const writeSync = ((fd: number, data: Uint8Array, from: number, bytes: number, position: number) => {
    const fitting = Math.min(bytes, room - position)
    if (fitting <= 0) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
    return fs.writeSync(fd, data, from, fitting, position)
  }) as Disk['writeSync']
  return { ...fs, writeSync }
}
