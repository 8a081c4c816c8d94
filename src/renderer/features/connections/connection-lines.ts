import type { ConnectionSummary } from '../../../shared/model/connection'
import { byName } from '../../ui/by-name'

/** A line of the connections' grid. */
export type ConnectionLine =
  | { readonly type: 'connection'; readonly key: string; readonly connection: ConnectionSummary }
  | {
      readonly type: 'path'
      readonly key: string
      readonly path: string
      readonly count: number
      readonly expanded: boolean
    }

/**
 * The connections in the order in which they came; `grouped`: below their paths, those with the same path
 * together, and none below a path that is collapsed.
 */
export function connectionLines(
  connections: ReadonlyMap<string, ConnectionSummary>,
  grouped: boolean,
  collapsed: ReadonlySet<string>,
): readonly ConnectionLine[] {
  if (!grouped) return Array.from(connections.values(), lineOf)
  const byPath = new Map<string, ConnectionSummary[]>()
  for (const connection of connections.values()) {
    const others = byPath.get(connection.path)
    if (others) others.push(connection)
    else byPath.set(connection.path, [connection])
  }
  const lines: ConnectionLine[] = []
  const sorted = [...byPath].sort(([a], [b]) => byName(a, b))
  for (const [path, members] of sorted) {
    const expanded = !collapsed.has(path)
    lines.push({ type: 'path', key: `path ${path}`, path, count: members.length, expanded })
    if (expanded) for (const connection of members) lines.push(lineOf(connection))
  }
  return lines
}

function lineOf(connection: ConnectionSummary): ConnectionLine {
  return { type: 'connection', key: connection.id, connection }
}

/** Whether a key opens (true) or closes (false) a path's line; null for another key or line. */
export function expansionOf(key: string, line: ConnectionLine | undefined): boolean | null {
  if (line?.type !== 'path') return null
  if (key === 'Enter' || key === ' ') return !line.expanded
  if (key === 'ArrowRight') return true
  return key === 'ArrowLeft' ? false : null
}
