import type { RoomSummary } from '../../../shared/model/connection'
import { byName } from '../../ui/by-name'

/** A line of the rooms tree. */
export type RoomNode =
  | { readonly type: 'room'; readonly key: string; readonly room: RoomSummary; readonly expanded: boolean }
  | { readonly type: 'member'; readonly key: string; readonly room: string; readonly member: string }

/** The visible lines: rooms by name, the members of the expanded ones below. */
export function roomNodes(
  rooms: ReadonlyMap<string, RoomSummary>,
  collapsed: ReadonlySet<string>,
): readonly RoomNode[] {
  const sorted = [...rooms.values()].sort((a, b) => byName(a.name, b.name))
  return sorted.flatMap((room): readonly RoomNode[] => {
    const expanded = !collapsed.has(room.name)
    const head: RoomNode = { type: 'room', key: roomKey(room.name), room, expanded }
    return expanded ? [head, ...memberNodes(room)] : [head]
  })
}

function memberNodes(room: RoomSummary): readonly RoomNode[] {
  return room.members.map((member) => ({
    type: 'member',
    key: `${roomKey(room.name)}/${member}`,
    room: room.name,
    member,
  }))
}

function roomKey(name: string): string {
  return `room ${name}`
}

/** What an arrow key does at a line, apart from moving up and down. */
export type TreeStep =
  | { readonly type: 'expand' | 'collapse'; readonly room: string }
  | { readonly type: 'move'; readonly index: number }

/** ArrowRight opens a room, then enters it; ArrowLeft closes it, or goes from a member to its room. */
export function treeStep(nodes: readonly RoomNode[], index: number, key: string): TreeStep | null {
  const node = nodes[index]
  if (!node) return null
  if (key === 'ArrowRight' && node.type === 'room') {
    return node.expanded ? { type: 'move', index: index + 1 } : { type: 'expand', room: node.room.name }
  }
  if (key !== 'ArrowLeft') return null
  if (node.type === 'room') return { type: 'collapse', room: node.room.name }
  return { type: 'move', index: nodes.findIndex((other) => other.key === roomKey(node.room)) }
}

/** The room that a line is or belongs to. */
export function roomOf(node: RoomNode): string {
  return node.type === 'room' ? node.room.name : node.room
}

/** The room that the marked line is or belongs to, else the first room; null without any. */
export function roomOfKey(rooms: ReadonlyMap<string, RoomSummary>, key: string | null): string | null {
  const node = roomNodes(rooms, new Set()).find((candidate) => candidate.key === key)
  if (node) return roomOf(node)
  const [first] = roomNodes(rooms, new Set(rooms.keys()))
  return first?.type === 'room' ? first.room.name : null
}
