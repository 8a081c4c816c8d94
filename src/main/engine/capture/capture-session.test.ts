import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { z } from 'zod'
import type { FaultAct } from '../../../shared/model/fault-act'
import type { Payload } from '../../../shared/model/message'
import {
  type Direction,
  type Origin,
  type TrafficFilter,
  type TrafficKind,
  type TrafficTail,
  trafficFilterSchema,
} from '../../../shared/model/traffic'
import { CaptureSession } from './capture-session'
import { EntryBatcher } from './entry-batcher'
import { directionCodes, kindCodes, originCodes } from './entry-codes'
import type { StoreHistory } from './entry-store'
import type { ExportCourse } from './export-jsonl'

interface Entry {
  readonly kind?: TrafficKind
  readonly direction?: Direction
  readonly origin?: Origin
  readonly connection?: number
  readonly path?: string
  readonly payload?: Payload | null
  readonly at?: number
  readonly code?: number
  readonly cause?: number
}

/** A session that is fed as `CaptureLog` feeds it. */
class Feed {
  readonly tails: TrafficTail[] = []
  readonly session: CaptureSession
  readonly batcher = new EntryBatcher()
  #seq = 0
  #batch = 0

  constructor(budgetBytes = 1e9, history: StoreHistory | null = null) {
    this.session = new CaptureSession(
      { budgetBytes, history, firstView: 1 },
      { tail: (tail) => this.tails.push(tail), notice: () => undefined },
    )
  }

  add(entry: Entry): number {
    this.#seq += 1
    const numbers = {
      seq: this.#seq,
      at: entry.at ?? this.#seq,
      kind: kindCodes[entry.kind ?? 'text'],
      direction: directionCodes[entry.direction ?? 'from-client'],
      origin: originCodes[entry.origin ?? 'client'],
      connection: entry.connection ?? 1,
      code: entry.code ?? 0,
      cause: entry.cause ?? 0,
    }
    this.batcher.add(
      numbers,
      entry.path ?? '/ws',
      entry.payload === undefined ? `m${this.#seq}` : entry.payload,
    )
    return this.#seq
  }

  flush(lost = 0): void {
    this.#batch += 1
    this.session.append(this.batcher.take(this.#batch, lost))
  }

  async show(filter: z.input<typeof trafficFilterSchema> = {}): Promise<readonly string[]> {
    await this.session.filter(fullFilter(filter))
    return this.session.window(0, 500).rows.map((row) => row.preview)
  }
}

function fullFilter(filter: z.input<typeof trafficFilterSchema>): TrafficFilter {
  return trafficFilterSchema.parse(filter)
}

function quietCourse(): ExportCourse {
  return { signal: new AbortController().signal, progressed: () => undefined }
}

describe('the rows of captured traffic', () => {
  it('hold what was captured, with a preview of one line', async () => {
    const feed = new Feed()
    feed.add({ kind: 'open', direction: 'none', connection: 12, path: '/a', payload: null, at: 5 })
    feed.add({ payload: `first\n  second ${'x'.repeat(300)}`, connection: 12, path: '/a' })
    feed.add({ kind: 'binary', payload: new Uint8Array([0, 15, 255]), connection: 0, path: '' })
    feed.add({ kind: 'close', code: 4000, payload: 'bye' })
    feed.flush()
    await feed.show()
    const { rows } = feed.session.window(0, 10)
    expect(rows[0]).toEqual({
      seq: 1,
      at: 5,
      kind: 'open',
      direction: 'none',
      origin: 'client',
      connectionId: 'c12',
      path: '/a',
      preview: '',
      size: 0,
      code: 0,
      latencyMs: null,
      cause: 0,
    })
    expect(rows[1]?.preview).toMatch(/^first second x+$/)
    expect(rows[1]?.preview.length).toBeLessThanOrEqual(200)
    expect(rows[1]?.size).toBe(315)
    expect(rows[2]).toMatchObject({ preview: '00 0f ff', size: 3, connectionId: null, path: '' })
    expect(rows[3]).toMatchObject({ kind: 'close', code: 4000, preview: 'bye', size: 0 })
  })

  it('give the latency of an answer since its cause, and none where the cause is not held', async () => {
    const feed = new Feed()
    const question = feed.add({ at: 1000 })
    feed.add({ direction: 'to-client', at: 1012.5, cause: question })
    feed.add({ direction: 'to-client', cause: 999 })
    feed.add({ kind: 'handler-error', cause: question })
    feed.flush()
    await feed.show()
    expect(feed.session.window(0, 10).rows.map((row) => row.latencyMs)).toEqual([null, 12.5, null, null])
  })

  it('are given by index, as far as they exist', async () => {
    const feed = new Feed()
    for (let count = 0; count < 3000; count += 1) feed.add({})
    feed.flush()
    const tail = await feed.session.filter(fullFilter({}))
    expect(tail).toMatchObject({ total: 3000, shown: 3000, discarded: 0, filterError: null })
    expect(tail.newest).toHaveLength(100)
    expect(tail.newest.at(-1)?.seq).toBe(3000)
    expect(feed.session.window(1023, 3).rows.map((row) => row.seq)).toEqual([1024, 1025, 1026])
    expect(feed.session.window(2999, 500).rows).toHaveLength(1)
    expect(feed.session.window(5000, 10).rows).toEqual([])
  })
})

describe('the detail of an entry', () => {
  it('has the whole body, why it was acted on, and what it caused', async () => {
    const feed = new Feed()
    const text = `long ${'x'.repeat(1000)}`
    const cause = feed.add({ payload: text })
    feed.batcher.why(cause, 'chat.ts\troute answered\t0.25\nrule prices\tdid not match\t')
    feed.flush()
    feed.add({ direction: 'to-client', origin: 'handler', payload: 'answer', cause })
    feed.add({ payload: 'unrelated' })
    feed.flush()
    const detail = await feed.session.detail(cause)
    expect(detail?.body).toEqual({ type: 'text', text })
    expect(detail?.why).toEqual([
      { actor: 'chat.ts', outcome: 'route answered', durationMs: 0.25 },
      { actor: 'rule prices', outcome: 'did not match', durationMs: null },
    ])
    expect(detail?.effects.map((row) => row.preview)).toEqual(['answer'])
    expect(detail?.before).toBeNull()
  })

  it('explains an answer by what acted on the message that caused it', async () => {
    const feed = new Feed()
    const cause = feed.add({ payload: 'question' })
    const answer = feed.add({ direction: 'to-client', origin: 'handler', payload: 'answer', cause })
    feed.batcher.why(cause, 'chat.ts\troute answered\t0.25')
    feed.flush()
    expect((await feed.session.detail(answer))?.why).toEqual([
      { actor: 'chat.ts', outcome: 'route answered', durationMs: 0.25 },
    ])
  })

  it('has binary bodies as bytes, empty texts as texts, and none where there is none', async () => {
    const feed = new Feed()
    const binary = feed.add({ kind: 'binary', payload: new Uint8Array([1, 2]) })
    const empty = feed.add({ payload: '' })
    const open = feed.add({ kind: 'open', payload: null })
    feed.flush()
    expect((await feed.session.detail(binary))?.body).toEqual({
      type: 'binary',
      data: new Uint8Array([1, 2]),
    })
    expect((await feed.session.detail(empty))?.body).toEqual({ type: 'text', text: '' })
    expect((await feed.session.detail(open))?.body).toEqual({ type: 'none' })
    expect(await feed.session.detail(99)).toBeNull()
  })

  it('tells what an edited message was before', async () => {
    const feed = new Feed()
    const cause = feed.add({ direction: 'from-upstream', payload: 'original' })
    const edited = feed.add({ direction: 'to-client', payload: 'changed', cause })
    feed.batcher.edited(edited)
    feed.flush()
    expect((await feed.session.detail(edited))?.before).toBe('original')
  })
})

describe('a filter', () => {
  it('combines text and chips', async () => {
    const feed = new Feed()
    feed.add({ payload: 'apple', connection: 1 })
    feed.add({ payload: 'apple', connection: 2, direction: 'to-client', origin: 'handler' })
    feed.add({ payload: 'pear', connection: 2 })
    feed.add({ kind: 'close', payload: 'apple', connection: 2 })
    feed.flush()
    expect(await feed.show({ text: 'APPLE' })).toHaveLength(3)
    expect(await feed.show({ text: 'apple', connections: ['c2'] })).toHaveLength(2)
    expect(await feed.show({ text: 'apple', connections: ['c2'], kinds: ['text'] })).toHaveLength(1)
    expect(await feed.show({ directions: ['to-client'] })).toHaveLength(1)
    expect(await feed.show({ origins: ['handler'] })).toHaveLength(1)
    expect(await feed.show({ text: '/^p/' })).toEqual(['pear'])
  })

  it('hides pings and pongs until they are asked for', async () => {
    const feed = new Feed()
    feed.add({ kind: 'ping' })
    feed.add({ kind: 'pong' })
    feed.add({})
    feed.flush()
    expect(await feed.show()).toHaveLength(1)
    expect(await feed.show({ showHeartbeats: true })).toHaveLength(3)
    expect(await feed.show({ kinds: ['ping'] })).toHaveLength(1)
  })

  it('by room shows connections that are or were in it, their earlier entries too', async () => {
    const feed = new Feed()
    feed.add({ connection: 1, payload: 'one' })
    feed.add({ connection: 2, payload: 'two' })
    feed.batcher.membership('lobby', 1, true)
    feed.batcher.membership('lobby', 1, false)
    feed.flush()
    expect(await feed.show({ room: 'lobby' })).toEqual(['one'])
    expect(await feed.show({ room: 'den' })).toEqual([])
    await feed.show({ room: 'lobby' })
    feed.batcher.membership('lobby', 2, true)
    feed.add({ connection: 3, payload: 'three' })
    feed.flush()
    await expect.poll(() => feed.session.tail().newest.map((row) => row.preview)).toEqual(['one', 'two'])
  })

  it('finds what a fault did to a message that was shown before, and what it made of it', async () => {
    const feed = new Feed()
    const corruption = { at: 0, was: 's', became: 'r' }
    const held = feed.add({ payload: 'sound', direction: 'to-client', origin: 'handler' })
    feed.add({ payload: 'untouched' })
    feed.flush()
    expect(await feed.show({ kinds: ['fault'] })).toEqual([])
    expect(await feed.show({ text: 'round' })).toEqual([])
    feed.batcher.fault({
      seq: held,
      acts: [{ fault: 'noise', action: 'corrupted', corruption }],
      isLate: true,
    })
    feed.flush()
    await expect.poll(() => feed.tails.at(-1)?.newest.map(({ preview }) => preview)).toEqual(['round'])
    expect(await feed.show({ text: 'sound' })).toEqual([])
    expect(await feed.show({ kinds: ['fault'] })).toEqual(['round'])
  })

  it('finds what a fault did to a message that had gone to disk by then', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'understudy-late-'))
    const feed = new Feed(1e9, {
      file: join(folder, 'session.tmp'),
      diskBytes: 1e9,
      memoryBytes: 1_000_000,
    })
    try {
      const first = feed.add({ payload: 'sound', direction: 'to-client', origin: 'handler' })
      for (let block = 0; block < 40; block += 1) {
        for (let count = 0; count < 100; count += 1) feed.add({ payload: 'x'.repeat(1000) })
        feed.flush()
      }
      const corruption = { at: 0, was: 's', became: 'r' }
      feed.batcher.fault({
        seq: first,
        acts: [{ fault: 'noise', action: 'corrupted', corruption }],
        isLate: true,
      })
      feed.flush()
      expect(await feed.show({ kinds: ['fault'] })).toEqual(['round'])
      expect(await feed.show({ text: 'round' })).toEqual(['round'])
    } finally {
      feed.session.close()
      await rm(folder, { recursive: true, force: true })
    }
  })

  it('that is bad is marked and changes nothing, until a good one comes', async () => {
    const feed = new Feed()
    feed.add({ payload: 'apple' })
    feed.add({ payload: 'pear' })
    feed.flush()
    const good = await feed.session.filter(fullFilter({ text: 'apple' }))
    const bad = await feed.session.filter(fullFilter({ text: '/(/' }))
    expect(bad.filterError).not.toBeNull()
    expect(bad).toMatchObject({ view: good.view, shown: 1 })
    expect((await feed.session.filter(fullFilter({}))).filterError).toBeNull()
  })

  it('makes a new view, and goes on with what is captured later', async () => {
    const feed = new Feed()
    const before = feed.session.tail().view
    const tail = await feed.session.filter(fullFilter({ text: 'apple' }))
    expect(tail.view).toBeGreaterThan(before)
    feed.add({ payload: 'pear' })
    feed.add({ payload: 'apple' })
    feed.flush()
    await expect.poll(() => feed.session.tail().shown).toBe(1)
    expect(feed.session.tail().view).toBe(tail.view)
  })

  it('that takes long is done in slices, and a newer one takes over from it', async () => {
    const feed = new Feed()
    const document = JSON.stringify({ list: Array.from({ length: 50 }, (_, id) => ({ id, deep: { id } })) })
    for (let count = 0; count < 5000; count += 1) feed.add({ payload: document })
    feed.add({ payload: 'needle' })
    feed.flush()
    let slices = 0
    const slow = feed.session.filter(fullFilter({ text: '$..[?(@.id > 1000)]' }))
    setImmediate(function count() {
      slices += 1
      if (slices < 3) setImmediate(count)
    })
    await expect.poll(() => slices).toBe(3)
    const fast = await feed.session.filter(fullFilter({ text: 'needle' }))
    expect(fast.shown).toBe(1)
    expect((await slow).view).toBe(fast.view)
  })
})

describe('marks', () => {
  it('narrow the view while it shows the marked entries only', async () => {
    const feed = new Feed()
    for (let count = 0; count < 4; count += 1) feed.add({})
    feed.flush()
    feed.session.mark(2, '')
    expect(await feed.show({ marked: true })).toEqual(['m2'])
    feed.session.mark(4, 'odd')
    feed.session.mark(2, null)
    await expect.poll(() => feed.tails.at(-1)?.newest.map((row) => row.preview)).toEqual(['m4'])
    feed.session.clear()
    feed.add({})
    feed.flush()
    expect(await feed.show({ marked: true })).toEqual([])
  })

  it('go with their notes into what is copied and exported as JSON lines', async () => {
    const feed = new Feed()
    for (let count = 0; count < 3; count += 1) feed.add({})
    feed.flush()
    feed.session.mark(1, '')
    feed.session.mark(3, 'look here')
    const { text } = await feed.session.copy([{ from: 1, to: 3 }], 'jsonl')
    const lines = text.split('\n').map((line) => JSON.parse(line))
    expect(lines.map(({ mark, note }) => ({ mark, note }))).toEqual([
      { mark: true, note: undefined },
      { mark: undefined, note: undefined },
      { mark: true, note: 'look here' },
    ])
  })
})

describe('the memory budget', () => {
  it('discards the oldest entries in blocks, counts them, and says so in the first row', async () => {
    const feed = new Feed(3_000_000)
    for (let count = 0; count < 5000; count += 1) {
      feed.add({ payload: `${count} ${'x'.repeat(1000)}` })
      if (count % 100 === 99) feed.flush()
    }
    const tail = await feed.session.filter(fullFilter({}))
    expect(tail.total).toBe(5000)
    // At least the block that holds the first entries.
    expect(tail.discarded).toBeGreaterThanOrEqual(900)
    expect(tail.shown).toBe(5000 - tail.discarded + 1)
    const [first, second] = feed.session.window(0, 2).rows
    expect(first).toMatchObject({ kind: 'discarded', seq: tail.discarded })
    expect(first?.preview).toContain(tail.discarded.toLocaleString('en-US'))
    expect(second?.seq).toBe(tail.discarded + 1)
    expect(await feed.session.detail(1)).toBeNull()
    expect(feed.session.window(tail.shown - 1, 1).rows[0]?.seq).toBe(5000)
  })

  it('counts entries that never arrived', async () => {
    const feed = new Feed()
    feed.add({})
    feed.flush(41)
    expect(await feed.session.filter(fullFilter({}))).toMatchObject({ total: 42, discarded: 41, shown: 1 })
  })

  it('is free again after a clear, which keeps the filter', async () => {
    const feed = new Feed()
    feed.add({ payload: 'apple' })
    feed.flush()
    await feed.show({ text: 'apple' })
    const cleared = feed.session.clear()
    expect(cleared).toMatchObject({ total: 0, discarded: 0, shown: 0, newest: [] })
    feed.add({ payload: 'pear' })
    feed.add({ payload: 'apple' })
    feed.flush()
    await expect.poll(() => feed.session.tail().newest.map((row) => row.preview)).toEqual(['apple'])
  })
})

describe('an export', () => {
  it('writes the view as JSON lines, whole or not at all', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'understudy-export-'))
    try {
      const feed = new Feed()
      feed.add({ payload: 'line\nbreak', at: 1_700_000_000_000 })
      feed.add({ kind: 'binary', payload: new Uint8Array([1, 2, 3]) })
      feed.add({ kind: 'ping' })
      for (let count = 0; count < 2000; count += 1) feed.add({ payload: 'x'.repeat(200) })
      feed.flush()
      const file = join(folder, 'traffic.jsonl')
      expect(await feed.session.export(file, quietCourse())).toBe(2002)
      const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
      expect(lines).toHaveLength(2002)
      expect(JSON.parse(lines[0] ?? '')).toMatchObject({
        seq: 1,
        time: '2023-11-14T22:13:20.000Z',
        connection: 'c1',
        kind: 'text',
        text: 'line\nbreak',
      })
      expect(JSON.parse(lines[1] ?? '')).toMatchObject({ kind: 'binary', base64: 'AQID' })
      expect(await readdir(folder)).toEqual(['traffic.jsonl'])
      await expect(
        feed.session.export(join(folder, 'missing', 'x.jsonl'), quietCourse()),
      ).rejects.toMatchObject({
        code: 'io',
      })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})

describe('the end of the view', () => {
  const lost: FaultAct = { fault: '', action: 'lost' }

  async function remark(feed: Feed, count: number): Promise<TrafficTail> {
    const before = feed.tails.length
    for (let seq = 1; seq <= count; seq += 1) feed.batcher.fault({ seq, acts: [lost], isLate: true })
    feed.flush()
    await expect.poll(() => feed.tails.length).toBeGreaterThan(before)
    const tail = feed.tails[before]
    if (!tail) throw new Error('there is no tail')
    return tail
  }

  it('tells of all rows that faults have changed since, also where another tail comes behind it', async () => {
    const feed = new Feed()
    for (let count = 0; count < 2000; count += 1) feed.add({ direction: 'to-client', origin: 'handler' })
    feed.flush()
    const { view } = await feed.session.filter(fullFilter({}))
    await expect.poll(() => feed.tails.length).toBeGreaterThan(0)
    const tail = await remark(feed, 300)
    expect(tail.view).toBe(view)
    expect(tail.remarked?.map(({ seq }) => seq)).toEqual(Array.from({ length: 300 }, (_, index) => index + 1))
    expect(tail.remarked?.every(({ faults }) => faults?.[0]?.action === 'lost')).toBe(true)
    expect((await remark(feed, 1)).remarked).toHaveLength(300)
    expect((await remark(feed, 1)).remarked).toHaveLength(100)
  })

  it('makes the window fetch its rows anew where faults have changed too many to tell of', async () => {
    const feed = new Feed()
    for (let count = 0; count < 2000; count += 1) feed.add({ direction: 'to-client', origin: 'handler' })
    feed.flush()
    const { view, shown } = await feed.session.filter(fullFilter({}))
    await expect.poll(() => feed.tails.length).toBeGreaterThan(0)
    const tail = await remark(feed, 1500)
    expect(tail.view).toBeGreaterThan(view)
    expect(tail).toMatchObject({ shown, total: 2000 })
    expect(tail.remarked).toHaveLength(1000)
    expect(feed.session.window(0, 1)).toMatchObject({ view: tail.view, rows: [{ faults: [lost] }] })
  })

  it('is told after what was captured, and not once per entry', async () => {
    const feed = new Feed()
    for (let count = 0; count < 50; count += 1) {
      feed.add({})
      feed.flush()
    }
    await expect.poll(() => feed.tails.at(-1)?.shown).toBe(50)
    expect(feed.tails.length).toBeLessThan(10)
  })

  it('is told less often in a flood that nobody can read, and as often as ever after it', async () => {
    vi.useFakeTimers()
    try {
      const feed = new Feed()
      const tailsIn = async (entriesPerStep: number) => {
        const before = feed.tails.length
        for (let step = 0; step < 50; step += 1) {
          for (let count = 0; count < entriesPerStep; count += 1) feed.add({})
          feed.flush()
          await vi.advanceTimersByTimeAsync(20)
        }
        return feed.tails.length - before
      }
      expect(await tailsIn(1)).toBeGreaterThan(20)
      expect(await tailsIn(120)).toBeLessThanOrEqual(11)
      expect(await tailsIn(500)).toBeLessThanOrEqual(6)
      expect(await tailsIn(1)).toBeGreaterThan(20)
    } finally {
      vi.useRealTimers()
    }
  })
})
