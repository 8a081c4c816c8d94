import type { ConnectionId, RoomSummary } from '../../../shared/model/connection'
import { t } from '../../../shared/text/t'
import { formatCount, formatCounted } from '../../ui/amounts'
import { byName } from '../../ui/by-name'

/** A connection that is in at least one room. */
export interface MapRow {
  readonly connection: ConnectionId
  readonly rooms: ReadonlySet<string>
}

/** Who is in which room: a column per room, a row per connection. */
export interface RoomMap {
  /** The largest first. */
  readonly rooms: readonly RoomSummary[]
  /** Those who are in the same rooms beside each other, so that groups are seen as blocks. */
  readonly rows: readonly MapRow[]
}

/** The map of all rooms; takes time in proportion to the memberships, and to sort them. */
export function roomMap(rooms: ReadonlyMap<string, RoomSummary>): RoomMap {
  const columns = [...rooms.values()].sort(
    (a, b) => b.members.length - a.members.length || byName(a.name, b.name),
  )
  const places = new Map<ConnectionId, number[]>()
  columns.forEach(({ members }, column) => {
    for (const member of members) {
      const known = places.get(member)
      if (known) known.push(column)
      else places.set(member, [column])
    }
  })
  const rows = [...places].sort(([a, inA], [b, inB]) => compare(inA, inB) || numberOf(a) - numberOf(b))
  return {
    rooms: columns,
    rows: rows.map(([connection, inRooms]) => ({
      connection,
      rooms: new Set(inRooms.flatMap((column) => columns[column]?.name ?? [])),
    })),
  }
}

/** The map in a sentence: `3 connections in 2 rooms, 1 of them in more than one; 4 in none.` */
export function mapWords({ rooms, rows }: RoomMap, connections: number): string {
  const several = rows.filter((row) => row.rooms.size > 1).length
  const outside = Math.max(0, connections - rows.length)
  const members = formatCounted(rows.length, t`# connection|# connections`)
  const where = t`${members} in ${formatCounted(rooms.length, t`# room|# rooms`)}`
  const more = several === 0 ? '' : t`, ${formatCount(several)} of them in more than one`
  return t`${where}${more}; ${outside === 0 ? t`nobody` : formatCount(outside)} in none.`
}

/** In the order of the first room in which they differ. */
function compare(a: readonly number[], b: readonly number[]): number {
  const shared = Math.min(a.length, b.length)
  for (let index = 0; index < shared; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

function numberOf(connection: ConnectionId): number {
  return Number(connection.slice(1))
}

/** A cell of the map. */
export interface MapCell {
  readonly row: number
  readonly column: number
}

/** The cell that a key moves the marker to; null for a key that does not move it. */
export function moveCell(
  key: string,
  { row, column }: MapCell,
  { rooms, rows }: RoomMap,
  page: number,
): MapCell | null {
  const at = (nextRow: number, nextColumn: number): MapCell => ({
    row: Math.max(0, Math.min(rows.length - 1, nextRow)),
    column: Math.max(0, Math.min(rooms.length - 1, nextColumn)),
  })
  switch (key) {
    case 'ArrowDown':
      return at(row + 1, column)
    case 'ArrowUp':
      return at(row - 1, column)
    case 'ArrowRight':
      return at(row, column + 1)
    case 'ArrowLeft':
      return at(row, column - 1)
    case 'PageDown':
      return at(row + page, column)
    case 'PageUp':
      return at(row - page, column)
    case 'Home':
      return at(0, 0)
    case 'End':
      return at(rows.length - 1, rooms.length - 1)
    default:
      return null
  }
}
