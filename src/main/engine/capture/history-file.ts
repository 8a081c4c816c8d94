import fs from 'node:fs'

/** What is used of the file system; tests put a broken one in its place. */
export type Disk = Pick<typeof fs, 'openSync' | 'readSync' | 'writeSync' | 'ftruncateSync' | 'closeSync'>

/** Where the disk is full before the file has this part of its size, the rest is not worth much. */
const leastUsefulPart = 0.01

/** What is written: the parts that are read as a whole, then those that are read one by one. */
export interface FileRecord {
  readonly head: readonly Uint8Array[]
  readonly bodies: readonly Uint8Array[]
}

/** Where a record is in the file. */
export interface RecordPlace {
  readonly offset: number
  /** Bytes of what is read as a whole. */
  readonly headBytes: number
  readonly bytes: number
}

/** The records that are in the file, for making room: the oldest is the first to go. */
export interface HeldRecords {
  oldest(): RecordPlace | null
  discardOldest(): void
}

/**
 * Records in a file of bounded size. They are written one behind the other; at the end of the room writing goes
 * on at the start of the file, over the oldest records. The file is made by the first write, readable for its
 * owner only.
 */
export class HistoryFile {
  readonly #path: string
  readonly #disk: Disk
  #capacityBytes: number
  #descriptor: number | null = null
  #head = 0
  #diskIsFull = false

  constructor(path: string, capacityBytes: number, disk: Disk = fs) {
    this.#path = path
    this.#disk = disk
    this.#capacityBytes = capacityBytes
  }

  /** Most bytes that the file may take: what was allowed, or less where the disk was full before. */
  get capacityBytes(): number {
    return this.#capacityBytes
  }

  get diskIsFull(): boolean {
    return this.#diskIsFull
  }

  /**
   * Writes a record, over the oldest of `held` where that is needed. Null where it is larger than the whole
   * file may be. A full disk makes the file stay as large as it is; throws where even that doesn't help.
   */
  write(record: FileRecord, held: HeldRecords): RecordPlace | null {
    const headBytes = bytesOf(record.head)
    const bytes = headBytes + bytesOf(record.bodies)
    const offset = this.#makeRoom(bytes, held)
    if (offset === null) return null
    try {
      this.#writeAt(offset, [...record.head, ...record.bodies])
    } catch (error) {
      const isUseful = offset >= this.#capacityBytes * leastUsefulPart
      if (!isDiskFull(error) || this.#diskIsFull || !isUseful) throw error
      this.#diskIsFull = true
      this.#capacityBytes = offset
      this.#head = offset
      return this.write(record, held)
    }
    this.#head = offset + bytes
    return { offset, headBytes, bytes }
  }

  /** Reads `bytes` bytes from `offset` on. Throws where the file no longer has them. */
  read(offset: number, bytes: number): Uint8Array {
    const buffer = new Uint8Array(bytes)
    let done = 0
    while (done < bytes) {
      const count = this.#disk.readSync(this.#open(), buffer, done, bytes - done, offset + done)
      if (count === 0) throw new Error('it is shorter than it was')
      done += count
    }
    return buffer
  }

  /** Forgets all records and gives their space back. */
  clear(): void {
    this.#head = 0
    if (this.#descriptor !== null) this.#disk.ftruncateSync(this.#descriptor, 0)
  }

  close(): void {
    if (this.#descriptor !== null) this.#disk.closeSync(this.#descriptor)
    this.#descriptor = null
  }

  #makeRoom(bytes: number, held: HeldRecords): number | null {
    if (bytes > this.#capacityBytes) return null
    if (this.#head + bytes > this.#capacityBytes) {
      discardWhile(held, ({ offset }) => offset >= this.#head)
      this.#head = 0
    }
    const end = this.#head + bytes
    discardWhile(held, ({ offset }) => offset >= this.#head && offset < end)
    return this.#head
  }

  #writeAt(offset: number, parts: readonly Uint8Array[]): void {
    let position = offset
    for (const part of parts) {
      let done = 0
      while (done < part.byteLength) {
        const count = this.#disk.writeSync(this.#open(), part, done, part.byteLength - done, position)
        done += count
        position += count
      }
    }
  }

  #open(): number {
    // 'wx+': never somebody else's file, nor where a link of that name points to.
    this.#descriptor ??= this.#disk.openSync(this.#path, 'wx+', 0o600)
    return this.#descriptor
  }
}

function bytesOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.byteLength, 0)
}

function discardWhile(held: HeldRecords, isInTheWay: (place: RecordPlace) => boolean): void {
  for (let oldest = held.oldest(); oldest !== null && isInTheWay(oldest); oldest = held.oldest()) {
    held.discardOldest()
  }
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
}
