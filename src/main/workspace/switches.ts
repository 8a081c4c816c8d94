import type {
  Breakpoint,
  Fault,
  PassthroughRule,
  Scenario,
  WorkspaceSettings,
} from '../../shared/model/workspace'

/** What has switches; handlers are named by their files, and their switch says "disabled". */
export type SwitchList = 'passthrough' | 'faults' | 'breakpoints' | 'handlers'

/**
 * Where every switch stands: what was flipped by hand under the active scenario, then the scenario, then
 * the file. Choosing a scenario forgets what was flipped by hand.
 */
export class Switches {
  #scenario: Scenario | null = null
  readonly #flipped: Readonly<Record<SwitchList, Map<string, boolean>>> = {
    passthrough: new Map(),
    faults: new Map(),
    breakpoints: new Map(),
    handlers: new Map(),
  }
  /** Rules declared in code have no entry in the file: these stand in for it. */
  readonly #codeRules = new Map<string, boolean>()

  get scenario(): Scenario | null {
    return this.#scenario
  }

  choose(scenario: Scenario | null): void {
    this.#scenario = scenario
    for (const flipped of Object.values(this.#flipped)) flipped.clear()
  }

  /** The file was read again: the active scenario is what it says now, or none where it is gone. */
  follow(settings: WorkspaceSettings): void {
    const name = this.#scenario?.name
    if (name === undefined) return
    const scenario = settings.scenarios.find((other) => other.name === name)
    if (scenario) this.#scenario = scenario
    else this.choose(null)
  }

  /** The active scenario is called differently now, and is otherwise the same. */
  renameScenario(scenario: Scenario): void {
    this.#scenario = scenario
  }

  rule({ name, enabled }: PassthroughRule): boolean {
    return this.#flipped.passthrough.get(name) ?? this.#scenario?.passthrough[name] ?? enabled
  }

  codeRule(name: string): boolean {
    const own = this.#codeRules.get(name) ?? true
    return this.#flipped.passthrough.get(name) ?? this.#scenario?.passthrough[name] ?? own
  }

  fault({ name, enabled }: Fault): boolean {
    return this.#flipped.faults.get(name) ?? this.#scenario?.faults[name] ?? enabled
  }

  breakpoint({ name, enabled }: Breakpoint): boolean {
    return this.#flipped.breakpoints.get(name) ?? this.#scenario?.breakpoints[name] ?? enabled
  }

  handlerDisabled(path: string, settings: WorkspaceSettings): boolean {
    const listed = this.#scenario?.handlers?.disabled ?? settings.handlers.disabled
    return this.#flipped.handlers.get(path) ?? listed.includes(path)
  }

  /** By hand, under a scenario: on top of what it says. */
  flip(list: SwitchList, name: string, value: boolean): void {
    this.#flipped[list].set(name, value)
  }

  /** By hand: a rule that is declared in code. */
  flipCodeRule(name: string, enabled: boolean): void {
    if (this.#scenario) this.#flipped.passthrough.set(name, enabled)
    else this.#codeRules.set(name, enabled)
  }

  /** Something has another name now; null: it is gone. */
  rename(list: SwitchList, from: string, to: string | null): void {
    const value = this.#flipped[list].get(from)
    this.#flipped[list].delete(from)
    if (value !== undefined && to !== null) this.#flipped[list].set(to, value)
  }
}
