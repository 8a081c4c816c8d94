import type { Push, Snapshot } from '../../shared/ipc/snapshot'
import type { ClientLogChange } from '../../shared/model/client'
import type { ConnectionId, ConnectionSummary, RoomSummary } from '../../shared/model/connection'
import type { ConsoleLine } from '../../shared/model/handlers'
import { type AppData, keptLines } from './app-state'

/** The data as the snapshot says; what the person has chosen in the window stays. */
export function applySnapshot(snapshot: Snapshot): Omit<AppData, 'ui'> {
  return {
    ...snapshot.slices,
    ready: true,
    connections: new Map(snapshot.connections.map((connection) => [connection.id, connection])),
    rooms: new Map(snapshot.rooms.map((room) => [room.name, room])),
    console: snapshot.console.slice(-keptLines),
    clientLogs: new Map(snapshot.clientLogs.map(({ client, lines }) => [client, lines.slice(-keptLines)])),
  }
}

/** The parts that a push changes; parts without a change keep their identity, so nothing re-renders for them. */
export function applyPush(data: AppData, push: Push): Partial<AppData> {
  return {
    ...news(data, push.slices),
    connections: changedConnections(data.connections, push.connections),
    rooms: changedRooms(data.rooms, push.rooms),
    console: appended<ConsoleLine>(data.console, push.console),
    clientLogs: changedLogs(data.clientLogs, push.clientLogs),
  }
}

/** A reload tells of the whole workspace again, most of which is as it was. The traffic's end is always new. */
function news(data: AppData, slices: Push['slices']): Push['slices'] {
  const same = Object.entries(slices).filter(
    // The slices of a push are those of the data.
    ([name, value]) => name !== 'traffic' && isSame(value, data[name as keyof Push['slices']]),
  )
  if (same.length === 0) return slices
  const names = new Set(same.map(([name]) => name))
  return Object.fromEntries(Object.entries(slices).filter(([name]) => !names.has(name)))
}

/** Of plain data that the same code has made. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function changedConnections(
  before: AppData['connections'],
  change: Push['connections'],
): ReadonlyMap<ConnectionId, ConnectionSummary> {
  if (change.changed.length === 0 && change.removed.length === 0) return before
  const after = new Map(before)
  for (const connection of change.changed) after.set(connection.id, connection)
  for (const id of change.removed) after.delete(id)
  return after
}

function changedRooms(before: AppData['rooms'], changed: readonly RoomSummary[]): AppData['rooms'] {
  if (changed.length === 0) return before
  const after = new Map(before)
  for (const room of changed) {
    if (room.members.length === 0) after.delete(room.name)
    else after.set(room.name, room)
  }
  return after
}

function changedLogs(
  before: AppData['clientLogs'],
  changes: readonly ClientLogChange[],
): AppData['clientLogs'] {
  if (changes.length === 0) return before
  const after = new Map(before)
  for (const { client, ...change } of changes) {
    const lines = appended(before.get(client) ?? [], change)
    if (lines.length === 0) after.delete(client)
    else after.set(client, lines)
  }
  return after
}

function appended<T>(
  before: readonly T[],
  change: { readonly cleared: boolean; readonly added: readonly T[] },
): readonly T[] {
  if (!change.cleared && change.added.length === 0) return before
  return [...(change.cleared ? [] : before), ...change.added].slice(-keptLines)
}
