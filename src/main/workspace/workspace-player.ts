import { holdingSchema, type ServerSettings, type WorkspaceSettings } from '../../shared/model/workspace'
import { isSelfUpstream } from '../../shared/self-upstream'
import type { StopReason } from '../engine/engine'
import type { EngineControl, HandlerSource } from './engine-control'
import type { OpenWorkspace } from './open-workspace'
import { resolveSelf } from './self-upstream'
import { codeRules } from './workspace-views'

/** Address given on the command line or in the environment: it goes before the workspace's own. */
export interface ServerOverrides {
  readonly host?: string
  readonly port?: number
}

/** Carries a workspace's settings, switches and handlers over to the engine. */
export class WorkspacePlayer {
  readonly #engine: EngineControl
  #overrides: ServerOverrides
  /** What the engine was told last, to leave alone what did not change. */
  #loaded = ''
  #served: ServerSettings | null = null

  constructor(engine: EngineControl, overrides: ServerOverrides) {
    this.#engine = engine
    this.#overrides = overrides
  }

  /** The settings with the overrides in place. */
  effective(settings: WorkspaceSettings): WorkspaceSettings {
    return { ...settings, server: { ...settings.server, ...this.#overrides } }
  }

  /** From now on the workspace's own settings of these names count. */
  forgetOverrides(names: readonly string[]): void {
    const kept = Object.entries(this.#overrides).filter(([name]) => !names.includes(name))
    this.#overrides = Object.fromEntries(kept)
  }

  async start(workspace: OpenWorkspace): Promise<void> {
    const { server } = this.effective(workspace.file.settings)
    this.#served = server
    await this.#engine.start(server)
  }

  async stop(why: StopReason = 'stop'): Promise<void> {
    if (this.#engine.serverStatus.state !== 'stopped') await this.#engine.stop(why)
  }

  /**
   * Takes over changed server settings: without a break, unless the address or TLS changed. A server that
   * the user stopped stays so; one that failed is tried again. Throws as `Engine.start` does.
   */
  async follow(workspace: OpenWorkspace): Promise<void> {
    const { state } = this.#engine.serverStatus
    const { server } = this.effective(workspace.file.settings)
    if (state === 'stopped' || this.#served === null) return
    if (state !== 'failed' && listensAlike(server, this.#served)) {
      this.#served = server
      this.#engine.configure(server)
      return
    }
    if (state === 'failed' && listensAlike(server, this.#served)) return
    await this.stop('restart')
    await this.start(workspace)
  }

  /** Rules, faults and breakpoints, each with its switch as it stands. */
  setSwitches(workspace: OpenWorkspace): void {
    this.#setRules(workspace)
    const { settings } = workspace.file
    const { switches } = workspace
    this.#engine.setFaults(settings.faults.map((fault) => ({ ...fault, enabled: switches.fault(fault) })))
    this.#engine.setBreakpoints(
      settings.breakpoints.map((one) => ({ ...one, enabled: switches.breakpoint(one) })),
      settings.holding,
    )
    this.#engine.setPairing(settings.pairing)
    this.setCodeRules(workspace)
  }

  /** Rules that handlers declare, which may have come with a load. */
  setCodeRules({ file, switches }: OpenWorkspace): void {
    for (const { name } of codeRules(file.settings, this.#engine.handlers)) {
      const enabled = switches.codeRule(name)
      if (this.#engine.codeRuleEnabled(name) !== enabled) this.#engine.switchCodeRule(name, enabled)
    }
  }

  /** The server's address changed: rules that lead back to it need the new one. */
  addressChanged(workspace: OpenWorkspace): void {
    if (workspace.file.settings.passthrough.some(isSelfUpstream)) this.#setRules(workspace)
  }

  /** Lists the handler files again. */
  async list(workspace: OpenWorkspace): Promise<void> {
    workspace.sources = await workspace.handlerFiles.list()
  }

  /** Lists the handler files again and loads those that are to run, if they are others than before or `force`. */
  async load(workspace: OpenWorkspace, force: boolean): Promise<Loading> {
    await this.list(workspace)
    const source = this.#sourceOf(workspace)
    const key = JSON.stringify([workspace.folder, workspace.trusted, source])
    if (!force && key === this.#loaded) return { done: Promise.resolve() }
    this.#loaded = key
    const reason = workspace.trusted ? 'no-files' : 'not-trusted'
    return { done: this.#engine.load(source, reason).then(() => undefined) }
  }

  /** Takes away what the former workspace left in the engine: code that must not serve the next, and its state. */
  async clear(): Promise<void> {
    if (this.#loaded === '') return
    this.#loaded = ''
    this.#served = null
    this.#engine.setRules([])
    this.#engine.setFaults([])
    this.#engine.setBreakpoints([], holdingSchema.parse({}))
    this.#engine.setPairing({})
    await this.#engine.load(null, 'no-files')
    for (const key of Object.keys(this.#engine.state)) this.#engine.setState(key, undefined)
  }

  #setRules({ file, switches }: OpenWorkspace): void {
    const server = this.#engine.serverStatus
    this.#engine.setRules(
      file.settings.passthrough.map((rule) => resolveSelf({ ...rule, enabled: switches.rule(rule) }, server)),
    )
  }

  #sourceOf({ folder, file, sources, switches, trusted }: OpenWorkspace): HandlerSource | null {
    if (!trusted) return null
    const files = sources
      .filter(
        ({ path, declaresHandlers }) => declaresHandlers && !switches.handlerDisabled(path, file.settings),
      )
      .map(({ path }) => path)
    return files.length > 0 ? { folder, files } : null
  }
}

/** A load that was begun; an object, so that awaiting its beginning does not await its end. */
export interface Loading {
  readonly done: Promise<void>
}

function listensAlike(one: ServerSettings, other: ServerSettings): boolean {
  return one.host === other.host && one.port === other.port && one.tls === other.tls
}
