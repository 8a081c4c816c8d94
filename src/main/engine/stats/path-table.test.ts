import { describe, expect, it } from 'vitest'
import { PathTable } from './path-table'

/** A path with an open connection. */
function used(table: PathTable, path: string) {
  const figures = table.of(path)
  figures.connections += 1
  return figures
}

describe('the figures per path', () => {
  it('are the same for every connection on a path', () => {
    const table = new PathTable()
    expect(table.of('/a')).toBe(table.of('/a'))
    expect(table.byId(table.of('/a').id)).toBe(table.of('/a'))
  })

  it('are kept for a bounded number of paths: what comes on further ones is counted together', () => {
    const table = new PathTable(2)
    used(table, '/a')
    used(table, '/b')
    expect(used(table, '/c')).toBe(table.others)
    expect(Array.from(table, ({ path }) => path)).toEqual(['/a', '/b', null])
  })

  it('of the path without a connection that was left first give way, and are added to those of the others', () => {
    const table = new PathTable(2)
    const [first, second] = [table.of('/a'), table.of('/b')]
    first.ended.received = 3
    // Of a connection that has closed since.
    first.open.received = 2
    first.latency.add(7000, 4)
    first.handlerTime.add(1000, 1)
    first.lastUsedAt = 1
    second.lastUsedAt = 2
    const third = table.of('/c')
    expect(Array.from(table, ({ path }) => path)).toEqual(['/b', '/c', null])
    expect(table.others.totals().received).toBe(3)
    expect(table.others.latency.takeSecond()).not.toEqual([])
    expect(table.others.handlerTime.takeSecond()).not.toEqual([])
    expect(table.byId(first.id)).toBeNull()
    expect(third.id).not.toBe(first.id)
    table.others.sample(0, 1, Number.NaN)
    expect(table.others.samples.read(1).series.received, 'nothing of it happened in this second').toEqual([0])
  })
})
