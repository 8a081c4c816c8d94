import { describe, expect, it } from 'vitest'
import { LineLog } from './line-log'

function logOf(capacity: number, count: number): LineLog<number> {
  const log = new LineLog<number>(capacity)
  for (let line = 1; line <= count; line += 1) log.add(line)
  return log
}

describe('LineLog', () => {
  it('keeps the newest lines up to its capacity', () => {
    expect(logOf(3, 10).lines).toEqual([8, 9, 10])
    expect(logOf(3, 5).lines).toEqual([3, 4, 5])
    expect(logOf(3, 2).lines).toEqual([1, 2])
  })

  it('tells a reader only what was added since its mark', () => {
    const log = logOf(10, 2)
    const mark = log.mark
    expect(log.since(mark)).toEqual({ cleared: false, added: [] })
    log.add(3)
    log.add(4)
    expect(log.since(mark)).toEqual({ cleared: false, added: [3, 4] })
  })

  it('tells a reader that it was cleared, and what came after', () => {
    const log = logOf(10, 2)
    const mark = log.mark
    log.clear()
    log.add(3)
    expect(log.since(mark)).toEqual({ cleared: true, added: [3] })
  })

  it('gives at most its capacity to a reader who fell far behind', () => {
    const log = logOf(3, 0)
    const mark = log.mark
    for (let line = 1; line <= 100; line += 1) log.add(line)
    expect(log.since(mark).added).toEqual([98, 99, 100])
  })
})
