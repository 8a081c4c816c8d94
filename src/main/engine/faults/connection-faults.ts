import type { Corruption, FaultAct } from '../../../shared/model/fault-act'
import type { Payload } from '../../../shared/model/message'
import type { Fault } from '../../../shared/model/workspace'
import { chooseCorruption } from './corrupt-payload'
import type { FaultTable } from './fault-table'
import { sampleLatencyMs } from './latency'

/** What becomes of one message. */
export interface FaultVerdict {
  /** What each fault does to it, as far as that is decided here. */
  readonly acts: readonly FaultAct[]
  /** 0: lost. */
  readonly copies: number
  readonly delayMs: number
  /** The next message goes before it; null: in its turn, else the fault that says so. */
  readonly reorder: string | null
  readonly corruption: Corruption | null
  /** Close the connection with this code after the message. */
  readonly disconnect: { readonly fault: string; readonly code: number } | null
}

const noSwitches: ReadonlyMap<string, boolean> = new Map()

const lost = { copies: 0, delayMs: 0, reorder: null, corruption: null } as const

/** The faults of one connection, and how far each has counted. */
export class ConnectionFaults {
  readonly #table: FaultTable
  readonly #path: string
  #seen = -1
  #faults: readonly Fault[] = []
  #switches: Map<string, boolean> | null = null
  /** Messages per `disconnectAfter` fault, since it was switched on. */
  #counts: Map<string, number> | null = null
  /** When the line of a `throttle` fault is free again, by `performance.now()`. */
  #freeAt: Map<string, number> | null = null

  constructor(table: FaultTable, path: string) {
    this.#table = table
    this.#path = path
  }

  /** Faults that are switched for this connection alone, by name. */
  get switches(): ReadonlyMap<string, boolean> {
    return this.#switches ?? noSwitches
  }

  /** Switches a fault for this connection alone; `undefined`: the fault's own switch counts again. */
  switch(fault: string, enabled: boolean | undefined): void {
    this.#switches ??= new Map()
    if (enabled === undefined) this.#switches.delete(fault)
    else this.#switches.set(fault, enabled)
    this.#refresh()
  }

  /** Whether no fault is on for this connection: the way of nearly every message. */
  get idle(): boolean {
    if (this.#seen !== this.#table.version) this.#refresh()
    return this.#faults.length === 0
  }

  /** Decides on one text or binary message to the client. */
  decide({
    payload,
    payloadBytes,
  }: {
    readonly payload: Payload
    readonly payloadBytes: number
  }): FaultVerdict {
    if (this.#seen !== this.#table.version) this.#refresh()
    const acts: FaultAct[] = []
    let copies = 1
    let delayMs = 0
    let disconnect: FaultVerdict['disconnect'] = null
    let reorder: string | null = null
    let corruption: Corruption | null = null
    for (const fault of this.#faults) {
      const latencyMs = this.#latency(fault)
      if (latencyMs > 0) acts.push({ fault: fault.name, action: 'delayed', ms: latencyMs })
      if (this.#happens(fault.drop)) {
        // Whatever else was to be done to it: nothing of it came about.
        return { ...lost, acts: [{ fault: fault.name, action: 'dropped' }], disconnect }
      }
      if (this.#happens(fault.duplicate)) {
        acts.push({ fault: fault.name, action: 'duplicated' })
        copies += 1
      }
      if (this.#happens(fault.corrupt) && corruption === null) {
        corruption = chooseCorruption(payload, this.#table.random())
        acts.push({ fault: fault.name, action: 'corrupted', corruption })
      }
      if (this.#happens(fault.reorder)) reorder ??= fault.name
      const throttleMs = this.#throttle(fault, payloadBytes)
      if (throttleMs >= 1) acts.push({ fault: fault.name, action: 'throttled', ms: throttleMs })
      delayMs += latencyMs + throttleMs
      disconnect ??= this.#count(fault)
    }
    return { acts, copies, delayMs, reorder, corruption, disconnect }
  }

  #latency(fault: Fault): number {
    return fault.latencyMs ? sampleLatencyMs(fault.latencyMs, this.#table.random) : 0
  }

  /** How long a message waits for those before it to get through, and for itself. */
  #throttle({ name, throttle }: Fault, payloadBytes: number): number {
    if (throttle === null) return 0
    const now = performance.now()
    const end = Math.max(now, this.#freeAt?.get(name) ?? now) + (payloadBytes / throttle) * 1000
    this.#freeAt ??= new Map()
    this.#freeAt.set(name, end)
    return end - now
  }

  #happens(probability: number): boolean {
    return probability > 0 && this.#table.random() < probability
  }

  #count(fault: Fault): FaultVerdict['disconnect'] {
    if (fault.disconnectAfter === null) return null
    const count = (this.#counts?.get(fault.name) ?? 0) + 1
    this.#counts ??= new Map()
    this.#counts.set(fault.name, count)
    return count >= fault.disconnectAfter ? { fault: fault.name, code: fault.closeCode } : null
  }

  #refresh(): void {
    this.#seen = this.#table.version
    this.#faults = this.#table.activeFor(this.#path, this.switches)
    if (this.#counts === null) return
    const kept = new Map<string, number>()
    for (const { name } of this.#faults) {
      const count = this.#counts.get(name)
      if (count !== undefined) kept.set(name, count)
    }
    this.#counts = kept
  }
}
