import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { type TrafficTail, trafficFilterSchema } from '../../../shared/model/traffic'
import { type CapturedEntry, CaptureLog } from './capture-log'
import { newSessionFile } from './session-file'

let log: CaptureLog
const everything = trafficFilterSchema.parse({})

function open(options: { budgetBytes?: number; maxUnstoredBytes?: number } = {}): void {
  log = new CaptureLog({ worker: join(inject('workerFolder'), 'capture-worker.mjs'), ...options })
}

function text(payload: string, cause = 0): number {
  return log.append('text', 'from-client', 'client', 1, '/ws', payload, 0, cause)
}

function tailWhere(fits: (tail: TrafficTail) => boolean): Promise<TrafficTail> {
  return new Promise((resolve) => {
    const stop = log.onTail((tail) => {
      if (!fits(tail)) return
      stop()
      resolve(tail)
    })
  })
}

function at(path: string): number {
  return log.append('text', 'from-client', 'client', 1, path, 'message', 0, 0)
}

/** Runs with a log whose worker ends when it is told of the path `/die`; connection 1 is in the lobby. */
async function withMortalWorker(run: () => Promise<void>): Promise<void> {
  await log.dispose()
  const folder = await mkdtemp(join(tmpdir(), 'understudy-worker-'))
  try {
    const worker = join(folder, 'mortal.mjs')
    const real = pathToFileURL(join(inject('workerFolder'), 'capture-worker.mjs')).href
    const mortal = `
      import { parentPort } from 'node:worker_threads'
      await import(${JSON.stringify(real)})
      parentPort.on('message', (message) => { if (message.paths?.includes('/die')) process.exit(1) })`
    await writeFile(worker, mortal)
    log = new CaptureLog({ worker, members: () => [['lobby', 1]] })
    await run()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Ends the worker; `meanwhile` runs in every turn until that is known. */
async function die(meanwhile: () => void = () => undefined): Promise<void> {
  log.append('text', 'from-client', 'client', 1, '/die', '', 0, 0)
  let isOver = false
  const request = log.window(0, 1).finally(() => {
    isOver = true
  })
  const failed = expect(request).rejects.toMatchObject({ code: 'internal' })
  while (!isOver) {
    meanwhile()
    await nextTurn()
  }
  await failed
}

beforeEach(() => open())
afterEach(() => log.dispose())

describe('the capture log', () => {
  it('numbers entries at once and tells of them soon', async () => {
    const tail = tailWhere(({ shown }) => shown === 2)
    expect(text('one')).toBe(1)
    expect(log.allot()).toBe(2)
    expect(text('two')).toBe(3)
    expect((await tail).newest.map((row) => [row.seq, row.preview])).toEqual([
      [1, 'one'],
      [3, 'two'],
    ])
    expect(log.tail).toEqual(await tail)
  })

  it('answers with what was captured just before', async () => {
    const cause = text('question')
    log.append('text', 'to-client', 'handler', 1, '/ws', 'answer', 0, cause)
    log.why(cause, 'chat.ts\tanswered\t0.1')
    expect(await log.detail(cause)).toMatchObject({
      body: { type: 'text', text: 'question' },
      why: [{ actor: 'chat.ts', outcome: 'answered', durationMs: 0.1 }],
      effects: [{ preview: 'answer' }],
    })
    const tail = await log.filter(trafficFilterSchema.parse({ directions: ['to-client'] }))
    expect(tail.shown).toBe(1)
    expect((await log.window(0, 10)).rows).toEqual(tail.newest)
  })

  it('keeps binary payloads that are views of larger buffers', async () => {
    const pool = new Uint8Array([9, 1, 2, 3, 9])
    const seq = log.append('binary', 'to-client', 'handler', 1, '/ws', pool.subarray(1, 4), 0, 0)
    expect((await log.detail(seq))?.body).toEqual({ type: 'binary', data: new Uint8Array([1, 2, 3]) })
  })

  it('tells of a binary payload without the others that came with it', async () => {
    const seqs = [[1, 2], [3]].map((bytes) =>
      log.append('binary', 'from-client', 'client', 1, '/ws', Uint8Array.from(bytes), 0, 0),
    )
    const details = await Promise.all(seqs.map((seq) => log.detail(seq)))
    const sizes = details.map((detail) =>
      detail?.body.type === 'binary' ? detail.body.data.buffer.byteLength : null,
    )
    expect(sizes).toEqual([2, 1])
  })

  it('keeps texts of all kinds apart', async () => {
    const texts = ['', 'plain', 'größe', '😀', 'lone \ud83d', '\ude00 lone', 'end']
    const seqs = texts.map((payload) => text(payload))
    const details = await Promise.all(seqs.map((seq) => log.detail(seq)))
    expect(details.map((detail) => (detail?.body.type === 'text' ? detail.body.text : null))).toEqual(texts)
  })

  it('tells every entry to its taps at once', () => {
    const tapped: CapturedEntry[] = []
    const stop = log.tap((entry) => tapped.push(entry))
    const seq = log.append('close', 'none', 'client', 7, '/ws', 'bye', 1000, 0)
    stop()
    text('not tapped')
    expect(tapped).toEqual([
      {
        seq,
        at: expect.any(Number),
        kind: 'close',
        direction: 'none',
        origin: 'client',
        connection: 7,
        path: '/ws',
        payload: 'bye',
        code: 1000,
        cause: 0,
        faults: null,
      },
    ])
  })

  it('filters by the rooms it was told of', async () => {
    text('in the lobby')
    log.append('text', 'from-client', 'client', 2, '/ws', 'elsewhere', 0, 0)
    log.membership('lobby', 1, true)
    const tail = await log.filter(trafficFilterSchema.parse({ room: 'lobby' }))
    expect(tail.newest.map((row) => row.preview)).toEqual(['in the lobby'])
  })

  it('is empty after a clear and goes on with the numbers', async () => {
    const before = text('old')
    await log.clear()
    expect(log.tail).toMatchObject({ total: 0, shown: 0 })
    expect(text('new')).toBeGreaterThan(before)
    expect(await log.filter(everything)).toMatchObject({ total: 1, shown: 1 })
  })

  it('keeps the marks until it is cleared', async () => {
    const marked = text('here')
    text('there')
    await log.mark(marked, 'odd')
    expect(log.marks.all).toEqual([{ seq: marked, note: 'odd' }])
    const tail = await log.filter(trafficFilterSchema.parse({ marked: true }))
    expect(tail.newest.map((row) => row.preview)).toEqual(['here'])
    await log.clear()
    expect(log.marks.all).toEqual([])
  })

  it('exports to a file, and names a file that can not be written', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'understudy-export-'))
    try {
      text('one')
      text('two')
      expect(await log.exportTo(join(folder, 'a.jsonl'))).toBe(2)
      expect((await readFile(join(folder, 'a.jsonl'), 'utf8')).trimEnd().split('\n')).toHaveLength(2)
      await expect(log.exportTo(join(folder, 'no', 'a.jsonl'))).rejects.toMatchObject({
        code: 'io',
        message: expect.stringContaining('a.jsonl'),
      })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  it('takes in far more than one batch, in order', async () => {
    const count = 50_000
    for (let number = 1; number <= count; number += 1) text(`message ${number}`)
    const tail = await log.filter(everything)
    expect(tail).toMatchObject({ total: count, shown: count, discarded: 0 })
    const { rows } = await log.window(25_000, 2)
    expect(rows.map((row) => row.preview)).toEqual(['message 25001', 'message 25002'])
  })

  it('drops and counts entries while too many are on their way, then marks the gap', async () => {
    await log.dispose()
    open({ maxUnstoredBytes: 200_000 })
    const large = 'x'.repeat(1_100_000)
    text(large)
    const lost = [text('lost 1'), text('lost 2')]
    // The answer shows that the first batch is stored.
    await log.filter(everything)
    text('kept')
    const tail = await log.filter(everything)
    expect(tail.discarded).toBe(lost.length)
    expect(tail.total).toBe(4)
    expect(tail.newest.slice(1).map((row) => [row.kind, row.preview])).toEqual([
      ['discarded', '2 entries were not kept: the traffic log could not keep up'],
      ['text', 'kept'],
    ])
  })

  it('goes on after its worker has died: counts what was lost, marks the gap, keeps the filter, and no marks of what is gone', async () => {
    await withMortalWorker(async () => {
      await log.mark(text('apple 1'), '')
      const { view } = await log.filter(trafficFilterSchema.parse({ text: 'apple' }))
      await die()
      const after = tailWhere(({ shown, newest }) => shown === 2 && newest[1]?.preview === 'apple 2')
      text('apple 2')
      text('pear')
      const tail = await after
      expect(tail).toMatchObject({ discarded: 2, total: 4 })
      expect(tail.newest[0]).toMatchObject({ kind: 'discarded' })
      expect(tail.view).toBeGreaterThan(view)
      expect(log.marks.all).toEqual([])
    })
  })

  it('names paths and handlers rightly after its worker has died with something on the way, and knows who is in a room', async () => {
    await withMortalWorker(async () => {
      log.step(text('before'), 'old.ts\tsent text', 1)
      let pending = 0
      await die(() => {
        pending += 1
        log.step(at(`/pending${pending}`), `pending${pending}.ts\tsent text`, 1)
      })
      const first = at('/first')
      log.step(first, 'first.ts\tsent text', 1)
      const second = at('/second')
      log.step(second, 'second.ts\tsent text', 1)
      const told = await Promise.all([log.detail(first), log.detail(second)])
      expect(told.map((detail) => [detail?.row.path, detail?.why[0]?.actor])).toEqual([
        ['/first', 'first.ts'],
        ['/second', 'second.ts'],
      ])
      const { shown } = await log.filter(trafficFilterSchema.parse({ room: 'lobby', kinds: ['text'] }))
      expect(shown).toBeGreaterThanOrEqual(2)
    })
  })

  it('fails requests that are under way when it is disposed', async () => {
    const request = expect(log.filter(everything)).rejects.toMatchObject({ code: 'cancelled' })
    await log.dispose()
    await request
    await expect(log.window(0, 1)).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('does not start a worker again and again that can not run', async () => {
    await log.dispose()
    log = new CaptureLog({ worker: join(inject('workerFolder'), 'missing.mjs') })
    await expect(log.filter(everything)).rejects.toMatchObject({ code: 'internal' })
    expect(text('still numbered')).toBeGreaterThan(0)
    await expect(log.window(0, 1)).rejects.toMatchObject({ code: 'internal' })
  })
})

describe('the capture log with a history on disk', () => {
  let folder: string
  const notices: string[] = []

  beforeEach(async () => {
    await log.dispose()
    folder = await mkdtemp(join(tmpdir(), 'understudy-history-'))
    notices.length = 0
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  function openIn(historyFolder: string): void {
    log = new CaptureLog({
      worker: join(inject('workerFolder'), 'capture-worker.mjs'),
      budgetBytes: 2_000_000,
      history: { folder: historyFolder, memoryBytes: 500_000 },
      notice: (words) => notices.push(words),
    })
  }

  async function capture(count: number): Promise<TrafficTail> {
    for (let number = 1; number <= count; number += 1) text(`message ${number}`)
    return log.filter(everything)
  }

  it('answers from a file of its own, which is empty after a clear and gone at the end', async () => {
    openIn(folder)
    expect(await capture(50_000)).toMatchObject({ total: 50_000, shown: 50_000, discarded: 0 })
    const [name = '', ...others] = await readdir(folder)
    expect(name).toMatch(/^understudy-traffic-/)
    expect(others).toEqual([])
    expect((await readFile(join(folder, name))).length).toBeGreaterThan(1_000_000)
    expect((await log.window(10, 1)).rows[0]?.preview).toBe('message 11')
    expect((await log.filter(trafficFilterSchema.parse({ text: 'message 777' }))).shown).toBe(11)
    await log.clear()
    expect((await readFile(join(folder, name))).length).toBe(0)
    await log.dispose()
    expect(await readdir(folder)).toEqual([])
    expect(notices).toEqual([])
  })

  it('removes what a crashed process has left behind', async () => {
    const ended = spawn(process.execPath, ['--version'])
    await once(ended, 'exit')
    const name = basename(newSessionFile(folder)).replace(`-${process.pid}-`, `-${ended.pid}-`)
    await writeFile(join(folder, name), 'left behind')
    openIn(folder)
    await log.dispose()
    expect(await readdir(folder)).toEqual([])
  })

  it('goes on in memory, and says so, where the folder can not be used', async () => {
    openIn(join(folder, 'missing'))
    const tail = await capture(50_000)
    expect(notices).toEqual([expect.stringContaining('goes on in memory')])
    expect(tail.total).toBe(50_000)
    expect(tail.discarded).toBeGreaterThan(0)
    expect(tail.newest.at(-1)?.preview).toBe('message 50000')
    expect((await log.window(0, 1)).rows[0]?.preview).toMatch(/older entries were discarded/)
  })

  it('exports all of it, tells how far it is, and leaves nothing behind when it is called off', async () => {
    openIn(folder)
    await capture(50_000)
    const file = join(folder, 'all.jsonl')
    expect(await log.exportTo(file)).toBe(50_000)
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line).text)).toEqual(
      Array.from({ length: 50_000 }, (_, index) => `message ${index + 1}`),
    )
    const cancellation = new AbortController()
    const calledOff = log.exportTo(join(folder, 'cancelled.jsonl'), {
      signal: cancellation.signal,
      progressed: ({ done, total }) => {
        expect(done).toBeGreaterThan(0)
        expect(total).toBe(50_000)
        cancellation.abort()
      },
    })
    await expect(calledOff).rejects.toMatchObject({ code: 'cancelled' })
    expect((await readdir(folder)).filter((name) => name.includes('jsonl'))).toEqual(['all.jsonl'])
  })
})
