import { setImmediate as nextTurn } from 'node:timers/promises'
import type { EntryPair, TrafficRow } from '../../../shared/model/traffic'
import { field } from './capture-protocol'
import type { EntryChunk } from './entry-chunk'
import { directionCodes, kindCodes } from './entry-codes'
import type { EntryPlace, EntryStore } from './entry-store'
import type { MessageId, ReadMessageId } from './message-ids'
import { isAnswerByCause } from './traffic-rows'

/** What one look for pairs may cost; beyond it a reply simply shows no pair. */
interface SearchLimits {
  /** Chunks of some 1,000 entries each that are looked into. */
  readonly chunks: number
  /** Of them, those that have to be read from the disk. */
  readonly chunksFromDisk: number
  /** Messages whose ids are read, and UTF-16 units of them. */
  readonly messages: number
  readonly units: number
}

/** For rows as they come, up to 30 times a second. */
const briefSearch: SearchLimits = { chunks: 24, chunksFromDisk: 2, messages: 2000, units: 1_000_000 }
/** For the one entry that somebody looks at. */
const thoroughSearch: SearchLimits = { chunks: 256, chunksFromDisk: 64, messages: 100_000, units: 20_000_000 }
/** Longest stretch of a thorough search before other work gets its turn. */
const sliceMs = 8
/** A message with a longer text is not read for its id. */
const maxUnits = 262_144
/** Ids that are kept once they have been read: about what is on the screen and before it. */
const maxKnown = 20_000

/** The leg that a direction is one way of: 1 to the clients, 2 to the upstreams, 0 for none. */
const legs = new Map([
  [directionCodes['from-client'], 1],
  [directionCodes['to-client'], 1],
  [directionCodes['to-upstream'], 2],
  [directionCodes['from-upstream'], 2],
])

/** A message with an id, as a search finds it. */
interface Found extends MessageId {
  readonly seq: number
  readonly at: number
  readonly direction: number
}

/** A row that is the reply to something, unless it is a request itself. */
interface OpenReply {
  readonly seq: number
  readonly place: EntryPlace
  readonly id: string
}

const nothingPaired: EntryPair = { request: null, reply: null }

/** What a row is looked for by: connection, leg and id. */
type Wanted = Map<number, Map<string, Found[]>>

/**
 * Which message answers which, by the ids in their texts. Nothing is worked out as entries come: a row that is shown is
 * looked for among the entries before it on its connection, within limits.
 */
export class ReplyPairs {
  readonly #store: EntryStore
  #read: ReadMessageId
  /** Ids by sequence number. */
  readonly #known = new Map<number, MessageId | null>()
  /** The requests of replies by their sequence numbers, null where none was found. */
  readonly #requests = new Map<number, Found | null>()

  constructor(store: EntryStore, read: ReadMessageId) {
    this.#store = store
    this.#read = read
  }

  /** Reads ids in another way from now on. */
  readBy(read: ReadMessageId): void {
    this.#read = read
    this.forget()
  }

  forget(): void {
    this.#known.clear()
    this.#requests.clear()
  }

  /** The rows with the requests of those that are replies. */
  withRequests(rows: readonly TrafficRow[]): readonly TrafficRow[] {
    const open = rows.flatMap((row) => this.#openReply(row) ?? [])
    if (open.some(({ seq }) => !this.#requests.has(seq))) this.#findRequests(open)
    return rows.map((row) => {
      const request = this.#requests.get(row.seq)
      return request ? { ...row, latencyMs: row.at - request.at, request: request.seq } : row
    })
  }

  #findRequests(replies: readonly OpenReply[]): void {
    if (this.#requests.size >= maxKnown) this.#requests.clear()
    const missing = replies.filter(({ seq }) => !this.#requests.has(seq))
    const wanted: Wanted = new Map()
    for (const { place, id } of missing) want(wanted, keyOf(place), id)
    const last = missing.reduce((latest, { seq }) => Math.max(latest, seq), 0)
    const search = new Search(wanted, briefSearch, (place) => this.#idAt(place))
    for (const chunk of this.#store.chunksUpTo(last, (isInMemory) => search.mayRead(isInMemory))) {
      search.back(chunk, last)
      if (search.isOver) break
    }
    for (const { seq, place, id } of missing) {
      this.#requests.set(seq, requestAmong(wanted.get(keyOf(place))?.get(id) ?? [], seq))
    }
  }

  /** What the entry answers, and what was the first to answer it, by their ids. */
  async pairOf(place: EntryPlace): Promise<EntryPair> {
    const seq = place.chunk.number(place.index, field.seq)
    const own = this.#idAt(place)
    if (own === null) return nothingPaired
    const wanted: Wanted = new Map()
    const found = want(wanted, keyOf(place), own.id)
    await this.#search(
      wanted,
      (search) => this.#store.chunksUpTo(seq, (isInMemory) => search.mayRead(isInMemory)),
      (search, chunk) => search.back(chunk, seq),
    )
    const self = found.find((one) => one.seq === seq)
    if (!self) return nothingPaired
    const request = requestAmong(found, seq)
    if (request) return { request: { seq: request.seq, ms: self.at - request.at }, reply: null }
    if (own.role === 'reply') return nothingPaired
    const firstReply = () => replyAmong(found, self)
    await this.#search(
      wanted,
      (search) => this.#store.chunksFrom(seq, (isInMemory) => search.mayRead(isInMemory)),
      (search, chunk) => search.forth(chunk, seq),
      () => firstReply() !== null,
    )
    const reply = firstReply()
    return { request: null, reply: reply && { seq: reply.seq, ms: reply.at - self.at } }
  }

  /** Other work gets its turn meanwhile. */
  async #search(
    wanted: Wanted,
    chunksOf: (search: Search) => Iterable<EntryChunk>,
    look: (search: Search, chunk: EntryChunk) => void,
    isEnough: () => boolean = () => false,
  ): Promise<void> {
    const search = new Search(wanted, thoroughSearch, (place) => this.#idAt(place))
    let sliceEnd = performance.now() + sliceMs
    for (const chunk of chunksOf(search)) {
      look(search, chunk)
      if (search.isOver || isEnough()) return
      if (performance.now() < sliceEnd) continue
      await nextTurn()
      sliceEnd = performance.now() + sliceMs
    }
  }

  /** A row that may be a reply which nothing else has paired. */
  #openReply(row: TrafficRow): OpenReply | null {
    if (row.kind !== 'text' || row.connectionId === null || isAnswerByCause(this.#store, row)) return null
    const place = this.#store.find(row.seq)
    const id = place && this.#idAt(place)
    return id && id.role !== 'request' ? { seq: row.seq, place, id: id.id } : null
  }

  #idAt(place: EntryPlace): MessageId | null {
    const { chunk, index } = place
    if (chunk.number(index, field.kind) !== kindCodes.text) return null
    const seq = chunk.number(index, field.seq)
    const known = this.#known.get(seq)
    if (known !== undefined) return known
    const payload = chunk.payloadLength(index) > maxUnits ? null : chunk.payload(index)
    const id = typeof payload === 'string' ? this.#read(payload) : null
    if (this.#known.size >= maxKnown) this.#known.clear()
    this.#known.set(seq, id)
    return id
  }
}

/** One look for messages with certain ids, until its limits. */
class Search {
  #chunks = 0
  #fromDisk = 0
  #messages = 0
  #units = 0

  constructor(
    private readonly wanted: Wanted,
    private readonly limits: SearchLimits,
    private readonly idAt: (place: EntryPlace) => MessageId | null,
  ) {}

  get isOver(): boolean {
    const { limits } = this
    return this.#chunks >= limits.chunks || this.#messages >= limits.messages || this.#units >= limits.units
  }

  /** Whether a chunk that is on disk may be read as well. */
  mayRead(isInMemory: boolean): boolean {
    if (isInMemory) return true
    this.#fromDisk += 1
    return this.#fromDisk <= this.limits.chunksFromDisk
  }

  /** Looks into a chunk from its newest entry, or from `last`, to its oldest. */
  back(chunk: EntryChunk, last: number): void {
    this.#chunks += 1
    for (let index = chunk.count - 1; index >= 0 && !this.isFull; index -= 1) {
      if (chunk.number(index, field.seq) <= last) this.#look(chunk, index)
    }
  }

  /** Looks into a chunk from the entry behind `after` to its newest. */
  forth(chunk: EntryChunk, after: number): void {
    this.#chunks += 1
    for (let index = 0; index < chunk.count && !this.isFull; index += 1) {
      if (chunk.number(index, field.seq) > after) this.#look(chunk, index)
    }
  }

  private get isFull(): boolean {
    return this.#messages >= this.limits.messages || this.#units >= this.limits.units
  }

  #look(chunk: EntryChunk, index: number): void {
    const ids = this.wanted.get(keyOf({ chunk, index }))
    if (!ids || chunk.number(index, field.kind) !== kindCodes.text) return
    this.#messages += 1
    this.#units += chunk.payloadLength(index)
    const id = this.idAt({ chunk, index })
    const found = id && ids.get(id.id)
    if (!found) return
    const [seq, at] = [chunk.number(index, field.seq), chunk.number(index, field.at)]
    found.push({ ...id, seq, at, direction: chunk.number(index, field.direction) })
  }
}

/** Connection and leg as one number. */
function keyOf({ chunk, index }: EntryPlace): number {
  return chunk.number(index, field.connection) * 4 + (legs.get(chunk.number(index, field.direction)) ?? 0)
}

function want(wanted: Wanted, key: number, id: string): Found[] {
  const ids = wanted.get(key) ?? new Map<string, Found[]>()
  wanted.set(key, ids)
  const found = ids.get(id) ?? []
  ids.set(id, found)
  return found
}

/**
 * The latest request before `seq` that it answers. Where no message says what it is, the side that used the id first
 * is the one that asks.
 */
function requestAmong(found: readonly Found[], seq: number): Found | null {
  const before = found.filter((one) => one.seq <= seq).sort((one, other) => one.seq - other.seq)
  const self = before.at(-1)
  if (!self || self.seq !== seq || self.role === 'request') return null
  const asked = before.filter((one) => one.role !== 'reply' && one.direction !== self.direction)
  const first = before.find((one) => one.role === 'either')
  if (self.role === 'either' && first?.direction === self.direction) {
    return asked.filter((one) => one.role === 'request').at(-1) ?? null
  }
  return asked.at(-1) ?? null
}

function replyAmong(found: readonly Found[], self: Found): Found | null {
  const replies = found.filter(
    ({ seq, direction, role }) => seq > self.seq && direction !== self.direction && role !== 'request',
  )
  return replies.reduce<Found | null>((first, one) => (first && first.seq < one.seq ? first : one), null)
}
