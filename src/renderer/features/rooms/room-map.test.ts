import { describe, expect, it } from 'vitest'
import type { RoomSummary } from '../../../shared/model/connection'
import { mapWords, moveCell, roomMap } from './room-map'

function rooms(members: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, RoomSummary> {
  return new Map(Object.entries(members).map(([name, who]) => [name, { name, members: who }]))
}

const map = roomMap(rooms({ b: ['c10', 'c2'], a: ['c1', 'c2', 'c3'], c: ['c10'] }))

describe('the map of rooms', () => {
  it('has the largest room first, and those of the same rooms beside each other', () => {
    expect(map.rooms.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
    expect(map.rows.map(({ connection, rooms: names }) => `${connection} ${[...names].join()}`)).toEqual([
      'c1 a',
      'c3 a',
      'c2 a,b',
      'c10 b,c',
    ])
  })

  it('is said in a sentence', () => {
    expect(mapWords(map, 6)).toBe('4 connections in 3 rooms, 2 of them in more than one; 2 in none.')
    expect(mapWords(roomMap(rooms({ a: ['c1'] })), 1)).toBe('1 connection in 1 room; nobody in none.')
  })

  it('is walked by keys and never left by them', () => {
    const from = { row: 0, column: 0 }
    expect(moveCell('ArrowUp', from, map, 9)).toEqual(from)
    expect(moveCell('PageDown', from, map, 9)).toEqual({ row: 3, column: 0 })
    expect(moveCell('End', from, map, 9)).toEqual({ row: 3, column: 2 })
    expect(moveCell('ArrowLeft', { row: 1, column: 2 }, map, 9)).toEqual({ row: 1, column: 1 })
    expect(moveCell('a', from, map, 9)).toBeNull()
  })
})
