import { expect, it } from 'vitest'
import { AppError } from '../../shared/errors'
import type { RequestCourse } from '../engine/capture/capture-link'
import { TrafficExport } from './traffic-export'

/** An export that ends when the test says so. */
function start() {
  const seen: unknown[] = []
  let course: RequestCourse = {}
  let finish: (entries: number) => void = () => undefined
  const capture = {
    exportTo: (_file: string, given: RequestCourse = {}) => {
      course = given
      return new Promise<number>((resolve, reject) => {
        finish = resolve
        given.signal?.addEventListener('abort', () => reject(new AppError('cancelled', 'cancelled')))
      })
    },
  }
  const exporting = new TrafficExport(capture, () => seen.push(exporting.progress))
  return {
    exporting,
    seen,
    progress: (done: number) => course.progressed?.({ done, total: 9 }),
    finish: () => finish(9),
  }
}

it('tells how far an export is, and that it has ended', async () => {
  const { exporting, seen, progress, finish } = start()
  const done = exporting.run('/a.jsonl')
  progress(4)
  finish()
  expect(await done).toEqual({ file: '/a.jsonl', entries: 9 })
  expect(seen).toEqual([
    { file: '/a.jsonl', done: 0, total: 0 },
    { file: '/a.jsonl', done: 4, total: 9 },
    null,
  ])
})

it('can be called off, and then goes on with the next one', async () => {
  const { exporting, finish } = start()
  const done = exporting.run('/a.jsonl')
  exporting.cancel()
  expect(await done).toBeNull()
  expect(exporting.progress).toBeNull()
  const next = exporting.run('/b.jsonl')
  finish()
  expect(await next).toEqual({ file: '/b.jsonl', entries: 9 })
})

it('refuses a second export while one runs', async () => {
  const { exporting, finish } = start()
  const first = exporting.run('/a.jsonl')
  await expect(exporting.run('/b.jsonl')).rejects.toMatchObject({ code: 'bad-request' })
  finish()
  await first
})
