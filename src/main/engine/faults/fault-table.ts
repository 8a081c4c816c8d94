import type { Fault } from '../../../shared/model/workspace'
import { ConnectionFaults, type FaultAct } from './connection-faults'
import { compilePath } from '../../../shared/path-pattern'

/** A fault with its path compiled. */
export interface CompiledFault {
  readonly fault: Fault
  readonly matches: (path: string) => boolean
}

/** `connection` 0: a handshake. */
export type FaultListener = (connection: number, act: FaultAct) => void

/** The faults that are switched on, for every connection. */
export class FaultTable {
  /** Numbers in [0, 1). */
  readonly random: () => number
  readonly #listeners = new Set<FaultListener>()
  #all: readonly CompiledFault[] = []
  #active: readonly CompiledFault[] = []
  #version = 0

  /** `random` gives numbers in [0, 1); tests inject their own. */
  constructor(random: () => number = Math.random) {
    this.random = random
  }

  /** Replaces all faults; open connections follow from their next message on. */
  setFaults(faults: readonly Fault[]): void {
    this.#all = faults.map((fault) => ({ fault, matches: compilePath(fault.path) }))
    this.#active = this.#all.filter(({ fault }) => fault.enabled)
    this.#version += 1
  }

  /** Changes with every `setFaults`. */
  get version(): number {
    return this.#version
  }

  /** Whether there is a fault of this name, on or off. */
  has(name: string): boolean {
    return this.#all.some(({ fault }) => fault.name === name)
  }

  /**
   * The faults that are on for a path, in the order of the workspace's file; `switches` go before the faults' own,
   * by name.
   */
  activeFor(path: string, switches: ReadonlyMap<string, boolean>): readonly Fault[] {
    return this.#all
      .filter(({ fault }) => switches.get(fault.name) ?? fault.enabled)
      .filter(({ matches }) => matches(path))
      .map(({ fault }) => fault)
  }

  /** The first fault that refuses upgrades on this path, or null. */
  refusal(path: string): { readonly status: number; readonly name: string } | null {
    for (const { fault, matches } of this.#active) {
      if (fault.refuseUpgrade !== null && matches(path)) {
        return { status: fault.refuseUpgrade, name: fault.name }
      }
    }
    return null
  }

  /** How long a handshake on this path is left unanswered, 0 for not at all; tells of it. */
  stall(path: string): number {
    const found = this.#active.find(({ fault, matches }) => fault.stallUpgradeMs !== null && matches(path))
    const delayMs = found?.fault.stallUpgradeMs ?? 0
    if (found && delayMs > 0) {
      const act = { fault: found.fault.name, action: 'stalled', delayMs, path } as const
      for (const listener of this.#listeners) listener(0, act)
    }
    return delayMs
  }

  /** The faults as one connection meets them. */
  forConnection(connection: number, path: string): ConnectionFaults {
    return new ConnectionFaults(this, connection, path)
  }

  /** A fault has acted on a connection. */
  report(connection: number, act: FaultAct): void {
    for (const listener of this.#listeners) listener(connection, act)
  }

  /** Tells of each act of a fault, as it happens. Returns the way to stop listening. */
  onActed(listener: FaultListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
