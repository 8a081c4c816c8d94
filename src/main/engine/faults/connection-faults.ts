import type { Fault } from '../../../shared/model/workspace'
import type { FaultTable } from './fault-table'
import { sampleLatencyMs } from './latency'

/** What a fault did to a message on its way to a client, or to a handshake. */
export type FaultAct =
  | { readonly fault: string; readonly action: 'delayed'; readonly delayMs: number }
  | { readonly fault: string; readonly action: 'dropped' }
  | { readonly fault: string; readonly action: 'duplicated' }
  | { readonly fault: string; readonly action: 'reordered' }
  | { readonly fault: string; readonly action: 'corrupted' }
  | { readonly fault: string; readonly action: 'throttled'; readonly delayMs: number }
  | {
      readonly fault: string
      readonly action: 'stalled'
      readonly delayMs: number
      readonly path: string
    }
  | { readonly fault: string; readonly action: 'disconnected'; readonly code: number }

/** What becomes of one message. */
export interface FaultVerdict {
  /** 0: lost. */
  readonly copies: number
  readonly delayMs: number
  /** The next message goes before it; null: in its turn, else the fault that says so. */
  readonly reorder: string | null
  /** Where it is corrupted, in [0, 1); null: nowhere. */
  readonly corruptAt: number | null
  /** Close the connection with this code after the message. */
  readonly disconnect: { readonly fault: string; readonly code: number } | null
}

const noSwitches: ReadonlyMap<string, boolean> = new Map()

const lost = { copies: 0, delayMs: 0, reorder: null, corruptAt: null } as const

/** The faults of one connection, and how far each has counted. */
export class ConnectionFaults {
  readonly #table: FaultTable
  readonly #connection: number
  readonly #path: string
  #seen = -1
  #faults: readonly Fault[] = []
  #switches: Map<string, boolean> | null = null
  /** Messages per `disconnectAfter` fault, since it was switched on. */
  #counts: Map<string, number> | null = null
  /** When the line of a `throttle` fault is free again, by `performance.now()`. */
  #freeAt: Map<string, number> | null = null

  constructor(table: FaultTable, connection: number, path: string) {
    this.#table = table
    this.#connection = connection
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

  /** Decides on one text or binary message to the client, and reports every fault that acts on it. */
  decide(payloadBytes: number): FaultVerdict {
    if (this.#seen !== this.#table.version) this.#refresh()
    let copies = 1
    let delayMs = 0
    let disconnect: FaultVerdict['disconnect'] = null
    let reorder: string | null = null
    let corruptAt: number | null = null
    for (const fault of this.#faults) {
      delayMs += this.#delay(fault)
      if (this.#happens(fault.drop)) {
        this.#report({ fault: fault.name, action: 'dropped' })
        return { ...lost, disconnect }
      }
      if (this.#happens(fault.duplicate)) {
        this.#report({ fault: fault.name, action: 'duplicated' })
        copies += 1
      }
      if (this.#happens(fault.corrupt)) {
        this.#report({ fault: fault.name, action: 'corrupted' })
        corruptAt = this.#table.random()
      }
      if (this.#happens(fault.reorder)) reorder ??= fault.name
      delayMs += this.#throttle(fault, payloadBytes)
      disconnect ??= this.#count(fault)
    }
    return { copies, delayMs, reorder, corruptAt, disconnect }
  }

  /** To be called when a verdict's `reorder` is carried out. */
  reordered(fault: string): void {
    this.#report({ fault, action: 'reordered' })
  }

  /** To be called when a verdict's `disconnect` is carried out. */
  disconnected(fault: string, code: number): void {
    this.#report({ fault, action: 'disconnected', code })
  }

  #delay(fault: Fault): number {
    if (!fault.latencyMs) return 0
    const delayMs = sampleLatencyMs(fault.latencyMs, this.#table.random)
    if (delayMs > 0) this.#report({ fault: fault.name, action: 'delayed', delayMs })
    return delayMs
  }

  /** How long a message waits for those before it to get through, and for itself. */
  #throttle({ name, throttle }: Fault, payloadBytes: number): number {
    if (throttle === null) return 0
    const now = performance.now()
    const end = Math.max(now, this.#freeAt?.get(name) ?? now) + (payloadBytes / throttle) * 1000
    this.#freeAt ??= new Map()
    this.#freeAt.set(name, end)
    const delayMs = end - now
    if (delayMs >= 1) this.#report({ fault: name, action: 'throttled', delayMs })
    return delayMs
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

  #report(act: FaultAct): void {
    this.#table.report(this.#connection, act)
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
