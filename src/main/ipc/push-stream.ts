import type { Push, Snapshot } from '../../shared/ipc/snapshot'
import type { ConnectionId, ConnectionSummary, RoomSummary } from '../../shared/model/connection'
import { readAllSlices, readSlices, type SliceName, type WindowState } from './window-state'

export interface PushLimits {
  /** Least time between two pushes. */
  readonly intervalMs: number
  /** After a push with so many items, unless others did not fit: nobody reads the counts of so many as they run. */
  readonly busyIntervalMs: number
  readonly busyItems: number
  /** Pushes that may be under way without an acknowledgement. */
  readonly unacknowledged: number
  /** Changed connections, and changed rooms, per push; the rest goes with the next one. */
  readonly itemsPerPush: number
  /** Changed items beyond which the window is told to load a snapshot instead. */
  readonly pendingItems: number
}

const defaultPushLimits: PushLimits = {
  intervalMs: 34,
  busyIntervalMs: 125,
  busyItems: 16,
  unacknowledged: 3,
  itemsPerPush: 400,
  pendingItems: 50_000,
}

/**
 * Turns marks ("this connection changed") into pushes. What is pushed is read at the moment of
 * sending, so a thing that changed a thousand times costs as much as one that changed once, and a window that
 * does not keep up gets fewer pushes, never older ones.
 */
export class PushStream {
  #push = 0
  #acknowledged = 0
  readonly #slices = new Set<SliceName>()
  readonly #connections = new Set<ConnectionId>()
  readonly #rooms = new Set<string>()
  #consoleMark
  #clientMark
  #timer: NodeJS.Timeout | null = null
  #nextAt = Number.NEGATIVE_INFINITY

  constructor(
    private readonly state: WindowState,
    private readonly send: (push: Push) => void,
    private readonly limits: PushLimits = defaultPushLimits,
  ) {
    this.#consoleMark = state.console.mark
    this.#clientMark = state.clientLogs.mark
  }

  markSlice(name: SliceName): void {
    this.#slices.add(name)
    this.#schedule()
  }

  markConnection(id: ConnectionId): void {
    this.#connections.add(id)
    this.#schedule()
  }

  markRoom(name: string): void {
    this.#rooms.add(name)
    this.#schedule()
  }

  /** The console or a client's log has new lines or was cleared; which, is read from the logs' marks. */
  markLines(): void {
    this.#schedule()
  }

  /**
   * Everything as it stands, but of many connections only the first: the others come with the next pushes, because thousands
   * at once would keep the window from drawing. What was marked before is in it, so it starts a new count of
   * acknowledgements.
   */
  snapshot(): Snapshot {
    this.#forgetMarks()
    this.#acknowledged = this.#push
    const connections = this.state.connections()
    // So many that their marks would make the window ask for a snapshot again are told at once.
    const first =
      connections.length > this.limits.pendingItems / 2 ? connections.length : this.limits.itemsPerPush
    for (const { id } of connections.slice(first)) this.markConnection(id)
    return {
      push: this.#push,
      slices: readAllSlices(this.state),
      connections: connections.slice(0, first),
      rooms: this.state.rooms(),
      console: this.state.console.lines,
      clientLogs: this.state.clientLogs.all,
    }
  }

  /** The window has applied everything up to this push. Nonsense is ignored. */
  acknowledge(push: unknown): void {
    if (typeof push !== 'number' || !(push > this.#acknowledged && push <= this.#push)) return
    this.#acknowledged = push
    this.#schedule()
  }

  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#forgetMarks()
  }

  #schedule(): void {
    if (this.#timer !== null || !this.#isDirty() || !this.#mayPush()) return
    const waitMs = Math.max(0, this.#nextAt - performance.now())
    this.#timer = setTimeout(() => this.#flush(), waitMs)
  }

  #mayPush(): boolean {
    return this.#push - this.#acknowledged < this.limits.unacknowledged
  }

  #isDirty(): boolean {
    return (
      this.#slices.size > 0 ||
      this.#connections.size > 0 ||
      this.#rooms.size > 0 ||
      this.state.console.mark.added !== this.#consoleMark.added ||
      this.state.console.mark.clears !== this.#consoleMark.clears ||
      this.state.clientLogs.isAhead(this.#clientMark)
    )
  }

  #flush(): void {
    this.#timer = null
    if (!this.#isDirty() || !this.#mayPush()) return
    const { intervalMs, busyIntervalMs, busyItems, itemsPerPush } = this.limits
    const items = this.#connections.size + this.#rooms.size
    const isBusy = items >= busyItems && items <= itemsPerPush
    this.#nextAt = performance.now() + (isBusy ? busyIntervalMs : intervalMs)
    this.#push += 1
    if (this.#connections.size + this.#rooms.size > this.limits.pendingItems) this.#demandSnapshot()
    const consoleChanges = this.state.console.since(this.#consoleMark)
    const clientChanges = this.state.clientLogs.since(this.#clientMark)
    this.#consoleMark = this.state.console.mark
    this.#clientMark = this.state.clientLogs.mark
    const slices = readSlices(this.state, this.#slices)
    this.#slices.clear()
    this.send({
      push: this.#push,
      slices,
      connections: this.#takeConnections(),
      rooms: this.#takeRooms(),
      console: consoleChanges,
      clientLogs: clientChanges,
    })
    this.#schedule()
  }

  /** A missing number makes the window ask for a snapshot, which has everything that was marked. */
  #demandSnapshot(): void {
    this.#push += 1
    this.#connections.clear()
    this.#rooms.clear()
  }

  #takeConnections(): Push['connections'] {
    const changed: ConnectionSummary[] = []
    const removed: ConnectionId[] = []
    for (const id of this.#connections) {
      if (changed.length >= this.limits.itemsPerPush) break
      this.#connections.delete(id)
      const summary = this.state.connection(id)
      if (summary === undefined || summary.state === 'closed') removed.push(id)
      else changed.push(summary)
    }
    return { changed, removed }
  }

  #takeRooms(): readonly RoomSummary[] {
    const rooms: RoomSummary[] = []
    for (const name of this.#rooms) {
      if (rooms.length >= this.limits.itemsPerPush) break
      this.#rooms.delete(name)
      rooms.push(this.state.room(name))
    }
    return rooms
  }

  #forgetMarks(): void {
    this.#slices.clear()
    this.#connections.clear()
    this.#rooms.clear()
    this.#consoleMark = this.state.console.mark
    this.#clientMark = this.state.clientLogs.mark
  }
}
