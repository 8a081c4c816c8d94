import type { ConnectionSummary, RoomSummary } from '../../../shared/model/connection'
import type { MessageTarget } from '../../../shared/model/saved-message'
import { t } from '../../../shared/text/t'

export interface TargetOption {
  readonly value: string
  readonly label: string
}

export interface TargetGroup {
  readonly group: string
  readonly items: TargetOption[]
}

/** The target as the value of a choice: `room:lobby`. */
export function targetKey(target: MessageTarget): string {
  switch (target.to) {
    case 'everyone':
      return 'everyone'
    case 'path':
      return `path:${target.path}`
    case 'room':
      return `room:${target.room}`
    case 'connection':
      return `connection:${target.connection}`
    default:
      return target satisfies never
  }
}

/** The target that a choice's value stands for. */
export function targetOfKey(key: string): MessageTarget {
  const [, to, name = ''] = /^(path|room|connection):(.*)$/s.exec(key) ?? []
  if (to === 'path') return { to, path: name }
  if (to === 'room') return { to, room: name }
  if (to === 'connection') return { to, connection: name }
  return { to: 'everyone' }
}

/** The target in the words of a choice: `Room lobby`. */
export function targetWords(target: MessageTarget): string {
  switch (target.to) {
    case 'everyone':
      return t`Everyone`
    case 'path':
      return t`Path ${target.path}`
    case 'room':
      return t`Room ${target.room}`
    case 'connection':
      return t`Connection ${target.connection}`
    default:
      return target satisfies never
  }
}

/**
 * What can be chosen: everyone, the paths and rooms that there are, each connection; what is chosen, even if it is gone;
 * and the path that was typed, for a pattern such as `/ws/*` or a path where nobody is yet.
 */
export function targetGroups(
  connections: ReadonlyMap<string, Pick<ConnectionSummary, 'id' | 'path'>>,
  rooms: ReadonlyMap<string, RoomSummary>,
  chosen: MessageTarget,
  typed = '',
): TargetGroup[] {
  const paths = new Set(Array.from(connections.values(), ({ path }) => path))
  const groups: readonly { readonly group: string; readonly targets: readonly MessageTarget[] }[] = [
    { group: t`All`, targets: [{ to: 'everyone' }] },
    { group: t`Rooms`, targets: Array.from(rooms.keys(), (room) => ({ to: 'room', room })) },
    { group: t`Paths`, targets: Array.from(paths, (path) => ({ to: 'path', path })) },
    {
      group: t`Connections`,
      targets: Array.from(connections.keys(), (connection) => ({ to: 'connection', connection })),
    },
  ]
  const has = (wanted: MessageTarget) =>
    groups.some(({ targets }) => targets.some((target) => targetKey(target) === targetKey(wanted)))
  const others = has(chosen) ? [] : [chosen]
  const path: MessageTarget = { to: 'path', path: typed }
  const isNew = typed.startsWith('/') && !has(path) && targetKey(path) !== targetKey(chosen)
  return [
    ...groups,
    { group: t`Not there now`, targets: others },
    { group: t`As typed`, targets: isNew ? [path] : [] },
  ]
    .filter(({ targets }) => targets.length > 0)
    .map(({ group, targets }) => ({
      group,
      items: targets.map((target) => ({ value: targetKey(target), label: targetWords(target) })),
    }))
}
