import type { HoldDirection } from '../../../shared/model/hold'
import type { DataType, Payload } from '../../../shared/model/message'
import type { Breakpoint } from '../../../shared/model/workspace'
import { compilePath } from '../../../shared/path-pattern'
import type { JudgedPattern } from './judge-protocol'

/** A breakpoint that is on. */
export interface ActiveBreakpoint {
  /** Another one whenever its definition changes. */
  readonly id: number
  readonly name: string
  readonly definition: string
  readonly filter: Breakpoint['message']
  readonly directions: ReadonlySet<HoldDirection>
  readonly matchesPath: (path: string) => boolean
}

/** What main can say of a message without running a pattern. */
export type Verdict =
  | { readonly type: 'pass' }
  | { readonly type: 'hold'; readonly breakpoint: ActiveBreakpoint }
  /** These patterns have to be asked. */
  | { readonly type: 'ask'; readonly patterns: readonly number[] }

const nothing: readonly ActiveBreakpoint[] = []
/** Paths whose breakpoints are remembered before the memory starts anew: a client may make up paths. */
const maxPaths = 1000

/** The breakpoints that are on, by path and direction. */
export class BreakpointTable {
  #active: readonly ActiveBreakpoint[] = []
  #lastId = 0
  #known = new Map<string, readonly ActiveBreakpoint[]>()
  /** What is wrong with those that can't be used, by definition. */
  #failed = new Map<string, { readonly name: string; readonly problem: string }>()

  /** What is wrong with breakpoints that are on and can't be used, by name. */
  get problems(): Readonly<Record<string, string>> {
    return Object.fromEntries(Array.from(this.#failed.values(), ({ name, problem }) => [name, problem]))
  }

  get isEmpty(): boolean {
    return this.#active.length === 0
  }

  /** Those whose pattern only the breakpoint worker may run. */
  get patterns(): readonly JudgedPattern[] {
    return this.#active.filter(needsWorker).map(({ id, filter }) => ({ id, filter }))
  }

  /** Takes over those that are enabled; one that is defined as before stays the same, broken ones too. */
  set(breakpoints: readonly Breakpoint[]): void {
    const before = new Map(this.#active.map((one) => [one.definition, one]))
    const enabled = new Map(breakpoints.filter((one) => one.enabled).map((one) => [JSON.stringify(one), one]))
    this.#failed = new Map([...this.#failed].filter(([definition]) => enabled.has(definition)))
    this.#active = [...enabled]
      .filter(([definition]) => !this.#failed.has(definition))
      .map(([definition, breakpoint]) => before.get(definition) ?? this.#compile(breakpoint, definition))
    this.#known.clear()
  }

  /** Takes one out whose pattern can't be used; returns its name, null where it is gone already. */
  fail(id: number, problem: string): string | null {
    const failed = this.byId(id)
    if (!failed) return null
    this.#failed.set(failed.definition, { name: failed.name, problem })
    this.#active = this.#active.filter((one) => one !== failed)
    this.#known.clear()
    return failed.name
  }

  byId(id: number): ActiveBreakpoint | null {
    return this.#active.find((one) => one.id === id) ?? null
  }

  /** Whether any breakpoint looks at messages that go this way on this path. */
  watches(path: string, direction: HoldDirection): boolean {
    return this.#on(path, direction).length > 0
  }

  judge(path: string, direction: HoldDirection, type: DataType, payload: Payload): Verdict {
    const candidates = this.#on(path, direction)
    const certain = candidates.find(({ filter }) => {
      if ('any' in filter) return true
      return 'exact' in filter && type === 'text' && filter.exact === payload
    })
    if (certain) return { type: 'hold', breakpoint: certain }
    const patterns = candidates.filter(needsWorker).map(({ id }) => id)
    return patterns.length > 0 ? { type: 'ask', patterns } : { type: 'pass' }
  }

  #on(path: string, direction: HoldDirection): readonly ActiveBreakpoint[] {
    if (this.#active.length === 0) return nothing
    const key = `${direction} ${path}`
    const known = this.#known.get(key)
    if (known) return known
    const found = this.#active.filter((one) => one.directions.has(direction) && one.matchesPath(path))
    if (this.#known.size >= maxPaths) this.#known.clear()
    this.#known.set(key, found)
    return found
  }

  #compile(breakpoint: Breakpoint, definition: string): ActiveBreakpoint {
    this.#lastId += 1
    return {
      id: this.#lastId,
      name: breakpoint.name,
      definition,
      filter: breakpoint.message,
      directions: new Set(breakpoint.directions),
      matchesPath: compilePath(breakpoint.path),
    }
  }
}

function needsWorker({ filter }: ActiveBreakpoint): boolean {
  return 'regex' in filter || 'jsonpath' in filter
}
