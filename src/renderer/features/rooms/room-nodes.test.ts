import { describe, expect, it } from 'vitest'
import type { RoomSummary } from '../../../shared/model/connection'
import { roomNodes, roomOfKey, treeStep } from './room-nodes'

const rooms = new Map<string, RoomSummary>([
  ['room 10', { name: 'room 10', members: ['c3'] }],
  ['room 9', { name: 'room 9', members: ['c1', 'c2'] }],
])

const words = (collapsed: readonly string[] = []) =>
  roomNodes(rooms, new Set(collapsed)).map((node) =>
    node.type === 'room' ? node.room.name : `- ${node.member}`,
  )

describe('the rooms tree', () => {
  it('lists rooms as people sort them, with their members below', () => {
    expect(words()).toEqual(['room 9', '- c1', '- c2', 'room 10', '- c3'])
  })

  it('hides the members of a collapsed room', () => {
    expect(words(['room 9'])).toEqual(['room 9', 'room 10', '- c3'])
  })

  it('collapses with ArrowLeft and goes from a member to its room', () => {
    const nodes = roomNodes(rooms, new Set())
    expect(treeStep(nodes, 0, 'ArrowLeft')).toEqual({ type: 'collapse', room: 'room 9' })
    expect(treeStep(nodes, 4, 'ArrowLeft')).toEqual({ type: 'move', index: 3 })
  })

  it('expands with ArrowRight, then enters the room', () => {
    expect(treeStep(roomNodes(rooms, new Set(['room 9'])), 0, 'ArrowRight')).toEqual({
      type: 'expand',
      room: 'room 9',
    })
    expect(treeStep(roomNodes(rooms, new Set()), 0, 'ArrowRight')).toEqual({ type: 'move', index: 1 })
    expect(treeStep(roomNodes(rooms, new Set()), -1, 'ArrowRight')).toBeNull()
  })

  it('knows the room of the marked line, and takes the first room when nothing is marked', () => {
    const keys = roomNodes(rooms, new Set()).map(({ key }) => key)
    expect(roomOfKey(rooms, keys[4] ?? null)).toBe('room 10')
    expect(roomOfKey(rooms, null)).toBe('room 9')
    expect(roomOfKey(new Map(), null)).toBeNull()
  })
})
