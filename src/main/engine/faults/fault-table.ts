import type { Fault } from '../../../shared/model/workspace'
import { compilePath } from '../../../shared/path-pattern'
import { ConnectionFaults } from './connection-faults'

/** A fault with its path compiled. */
export interface CompiledFault {
  readonly fault: Fault
  readonly matches: (path: string) => boolean
}

/** A handshake that a fault leaves unanswered for so long. */
export interface Stall {
  readonly fault: string
  readonly path: string
  readonly ms: number
}

/** The faults that are switched on, for every connection. */
export class FaultTable {
  /** Numbers in [0, 1). */
  readonly random: () => number
  readonly #listeners = new Set<(stall: Stall) => void>()
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
    const ms = found?.fault.stallUpgradeMs ?? 0
    if (found && ms > 0) {
      for (const listener of this.#listeners) listener({ fault: found.fault.name, path, ms })
    }
    return ms
  }

  /** The faults as one connection meets them. */
  forConnection(path: string): ConnectionFaults {
    return new ConnectionFaults(this, path)
  }

  /** Tells of each handshake that is to be left unanswered for a while. Returns the way to stop listening. */
  onStalled(listener: (stall: Stall) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
