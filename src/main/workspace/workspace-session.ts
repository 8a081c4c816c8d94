import { basename } from 'node:path'
import { AppError } from '../../shared/errors'
import type { BreakpointView, FaultView, RuleView } from '../../shared/ipc/snapshot'
import type { HandlerFile } from '../../shared/model/handlers'
import type { SavedMessage } from '../../shared/model/saved-message'
import {
  type Breakpoint,
  type Fault,
  type Holding,
  type Pairing,
  type PassthroughRule,
  type Scenario,
  type ServerChanges,
  type WorkspaceInfo,
  type WorkspaceSettings,
  workspaceSettingsSchema,
} from '../../shared/model/workspace'
import { t } from '../../shared/text/t'
import type { StopReason } from '../engine/engine'
import { TypedEmitter } from '../engine/typed-emitter'
import type { EngineControl } from './engine-control'
import {
  removeEntry,
  restoreEntry,
  saveBreakpoint,
  saveFault,
  saveRule,
  switchEntry,
  switchRule,
} from './entry-changes'
import type { EntryList } from './entry-edits'
import { createHandler, disableHandler, removeHandler, renameHandler, saveHandler } from './handler-changes'
import { noSavedMessages, type SavedMessages } from './message-files'
import { findScenario, type OpenWorkspace, readWorkspace } from './open-workspace'
import { moveScenario, removeScenario, restoreScenario, saveScenario } from './scenario-changes'
import { SerialQueue } from './serial-queue'
import type { TrustStore } from './trust-store'
import { type WorkspaceChange, WorkspaceWatcher } from './watch-workspace'
import { type Loading, type ServerOverrides, WorkspacePlayer } from './workspace-player'
import { viewBreakpoints, viewFaults, viewHandlerFiles, viewRules } from './workspace-views'

export interface WorkspaceSessionOptions {
  readonly engine: EngineControl
  readonly trust: TrustStore
  readonly overrides: ServerOverrides
  /** Whether a file that changed on disk is loaded; `saveHandler` and `reload` always load. */
  readonly hotReload: boolean
  /** Whether changes on disk are noticed at all. */
  readonly watch: boolean
  /** The sample that a folder is, or was made from. */
  readonly sampleOf?: (folder: string) => string | null
}

export interface WorkspaceEvents {
  /** Info, settings, scenario, rules, faults or handler files may be others now. */
  changed: undefined
  /** Saved messages may be others now. */
  messages: undefined
  /** Something that nobody waits for went wrong: a load in the background, the watcher. */
  failed: Error
}

/**
 * The workspace that is open: what its files say, what the user switched, and the engine that plays it.
 * Changes are made one after the other, in the order of the calls. Methods throw `AppError`.
 */
export class WorkspaceSession {
  readonly events = new TypedEmitter<WorkspaceEvents>()
  readonly #options: WorkspaceSessionOptions
  readonly #player: WorkspacePlayer
  readonly #queue = new SerialQueue()
  #workspace: OpenWorkspace | null = null

  constructor(options: WorkspaceSessionOptions) {
    this.#options = options
    this.#player = new WorkspacePlayer(options.engine, options.overrides)
    options.engine.events.on('handlers', () => this.#handlersLoaded())
    options.engine.events.on('rules', () => this.events.emit('changed', undefined))
    options.engine.events.on('server', (status) => {
      if (status.state === 'running' && this.#workspace) this.#player.addressChanged(this.#workspace)
    })
  }

  get info(): WorkspaceInfo {
    const workspace = this.#workspace
    if (!workspace) return { folder: '', name: '', trusted: false, sample: null, problem: null }
    const { folder, trusted, sample, file } = workspace
    return { folder, name: basename(folder), trusted, sample, problem: file.problem }
  }

  /** As in the file, with host and port overridden where the command line says so. */
  get settings(): WorkspaceSettings {
    return this.#player.effective(this.#workspace?.file.settings ?? workspaceSettingsSchema.parse({}))
  }

  get activeScenario(): string | null {
    return this.#workspace?.switches.scenario?.name ?? null
  }

  rules(): readonly RuleView[] {
    const workspace = this.#workspace
    if (!workspace) return []
    return viewRules(workspace.file.settings, workspace.switches, this.#options.engine.handlers)
  }

  faults(): readonly FaultView[] {
    const workspace = this.#workspace
    return workspace ? viewFaults(workspace.file.settings, workspace.switches) : []
  }

  breakpoints(): readonly BreakpointView[] {
    const workspace = this.#workspace
    if (!workspace) return []
    const { breakpointProblems } = this.#options.engine
    return viewBreakpoints(workspace.file.settings, workspace.switches, breakpointProblems)
  }

  handlerFiles(): readonly HandlerFile[] {
    const workspace = this.#workspace
    return workspace ? viewHandlerFiles(workspace.sources, workspace.file.settings, workspace.switches) : []
  }

  get messages(): SavedMessages {
    return this.#workspace?.messages ?? noSavedMessages
  }

  /**
   * Opens a folder and loads its handlers; the one that was open, and its server, are left. Throws
   * `AppError` 'workspace-missing' or 'workspace-invalid', 'not-found' for an unknown scenario: nothing
   * changes then.
   */
  async open(folder: string, options: { readonly scenario?: string } = {}): Promise<void> {
    const loading = await this.#queue.run(async () => {
      const read = await readWorkspace(folder, options.scenario ?? null)
      const trusted = await this.#options.trust.isTrusted(read.folder)
      await this.#leave('restart')
      await this.#player.clear()
      const workspace = { ...read, trusted, sample: this.#options.sampleOf?.(read.folder) ?? null }
      this.#workspace = workspace
      if (this.#options.watch) await this.#watch(workspace)
      this.#player.setSwitches(workspace)
      const begun = await this.#player.load(workspace, true)
      this.events.emit('changed', undefined)
      this.events.emit('messages', undefined)
      return begun
    })
    await loading.done
  }

  /** Stops the server and leaves the workspace; its handlers stay loaded until the next one, or the engine's end. */
  close(): Promise<void> {
    return this.#queue.run(() => this.#leave('stop'))
  }

  /** Throws `AppError` 'port-taken', 'address-unavailable'. */
  startServer(): Promise<void> {
    return this.#change((workspace) => this.#player.start(workspace))
  }

  stopServer(): Promise<void> {
    return this.#change(() => this.#player.stop())
  }

  /** Writes the port to the workspace; a running server moves to it. */
  setPort(port: number): Promise<void> {
    return this.#changeSettings(async (workspace) => {
      await workspace.file.edit(() => [{ path: ['server', 'port'], value: port }])
      this.#player.forgetOverrides(['port'])
    })
  }

  /** Writes server settings to the workspace; a running server follows, and moves where it has to. */
  configureServer(changes: ServerChanges): Promise<void> {
    return this.#changeSettings(async ({ file }) => {
      const given = Object.entries(changes).filter(([, value]) => value !== undefined)
      await file.edit(() => given.map(([name, value]) => ({ path: ['server', name], value })))
      this.#player.forgetOverrides(Object.keys(changes))
    })
  }

  /** Writes an origin to the workspace's list of allowed ones. */
  allowOrigin(origin: string): Promise<void> {
    return this.#changeSettings(({ file }) =>
      file.edit(({ server: { allowedOrigins } }) => {
        if (allowedOrigins.includes(origin)) return []
        return [{ path: ['server', 'allowedOrigins'], value: [...allowedOrigins, origin] }]
      }),
    )
  }

  readHandler(path: string): Promise<string> {
    return this.#queue.run(() => this.#current().handlerFiles.read(path))
  }

  /** Resolves when the file is on disk; the engine's handler status tells of the reload. */
  saveHandler(path: string, text: string): Promise<void> {
    return this.#changeHandlers((workspace) => saveHandler(workspace, path, text))
  }

  /** Throws `AppError` 'file-exists'; a file without a text of its own gets that of the template. */
  createHandler(path: string, text?: string): Promise<void> {
    return this.#changeHandlers((workspace) => createHandler(workspace, path, text))
  }

  renameHandler(from: string, to: string): Promise<void> {
    return this.#changeHandlers((workspace) => renameHandler(workspace, from, to))
  }

  removeHandler(path: string): Promise<void> {
    return this.#changeHandlers((workspace) => removeHandler(workspace, path))
  }

  setHandlerDisabled(path: string, disabled: boolean): Promise<void> {
    return this.#changeSettings((workspace) => disableHandler(workspace, path, disabled))
  }

  /** Loads the handlers as they are on disk, and lifts a pause. */
  async reload(): Promise<void> {
    const loading = await this.#change((workspace) => this.#player.load(workspace, true))
    await loading.done
  }

  /** Applies a scenario; null goes back to the file's own switches. */
  async chooseScenario(name: string | null): Promise<void> {
    const loading = await this.#change((workspace) => {
      workspace.switches.choose(name === null ? null : findScenario(workspace.file, name))
      this.#player.setSwitches(workspace)
      return this.#player.load(workspace, false)
    })
    await loading.done
  }

  /** Adds a scenario, or puts it in the place of the one called `replaces`. */
  saveScenario(scenario: Scenario, replaces: string | null): Promise<void> {
    return this.#changeSettings((workspace) => saveScenario(workspace, scenario, replaces))
  }

  removeScenario(name: string): Promise<void> {
    return this.#changeSettings((workspace) => removeScenario(workspace, name))
  }

  /** Puts back what `removeScenario` took out. */
  restoreScenario(name: string): Promise<void> {
    return this.#changeSettings((workspace) => restoreScenario(workspace, name))
  }

  /** Moves a scenario `by` places; a negative number moves it up. */
  moveScenario(name: string, by: number): Promise<void> {
    return this.#changeSettings((workspace) => moveScenario(workspace, name, by))
  }

  setRuleEnabled(name: string, enabled: boolean): Promise<void> {
    const { handlers } = this.#options.engine
    return this.#changeSettings((workspace) => switchRule(workspace, handlers, name, enabled))
  }

  /** Adds a rule, or puts it in the place of the one called `replaces`. */
  saveRule(rule: PassthroughRule, replaces: string | null): Promise<void> {
    return this.#changeSettings((workspace) => saveRule(workspace, rule, replaces))
  }

  removeRule(name: string): Promise<void> {
    return this.#changeSettings((workspace) => removeEntry(workspace, 'passthrough', name))
  }

  /** Puts back what `removeRule`, `removeFault` or `removeBreakpoint` took out. */
  restoreEntry(list: EntryList, name: string): Promise<void> {
    return this.#changeSettings((workspace) => restoreEntry(workspace, list, name))
  }

  setFaultEnabled(name: string, enabled: boolean): Promise<void> {
    return this.#changeSettings((workspace) => switchEntry(workspace, 'faults', name, enabled))
  }

  /** Adds a fault, or puts it in the place of the one called `replaces`. */
  saveFault(fault: Fault, replaces: string | null): Promise<void> {
    return this.#changeSettings((workspace) => saveFault(workspace, fault, replaces))
  }

  removeFault(name: string): Promise<void> {
    return this.#changeSettings((workspace) => removeEntry(workspace, 'faults', name))
  }

  setBreakpointEnabled(name: string, enabled: boolean): Promise<void> {
    return this.#changeSettings((workspace) => switchEntry(workspace, 'breakpoints', name, enabled))
  }

  /** Adds a breakpoint, or puts it in the place of the one called `replaces`. */
  saveBreakpoint(breakpoint: Breakpoint, replaces: string | null): Promise<void> {
    return this.#changeSettings((workspace) => saveBreakpoint(workspace, breakpoint, replaces))
  }

  removeBreakpoint(name: string): Promise<void> {
    return this.#changeSettings((workspace) => removeEntry(workspace, 'breakpoints', name))
  }

  /** What becomes of held messages that nobody decides on. */
  setHolding(holding: Holding): Promise<void> {
    return this.#changeSettings(({ file }) => file.edit(() => [{ path: ['holding'], value: holding }]))
  }

  /** Writes how replies find their requests; without an `id` the file says nothing about it. */
  setPairing({ id }: Pairing): Promise<void> {
    const edit =
      id === undefined ? { path: ['pairing'], value: undefined } : { path: ['pairing', 'id'], value: id }
    return this.#changeSettings(({ file }) => file.edit(() => [edit]))
  }

  /** Writes a saved message to `file`, or to a new file; answers which. */
  saveMessage(message: SavedMessage, file: string | null): Promise<string> {
    return this.#changeMessages(({ messageFiles }) => messageFiles.save(message, file))
  }

  removeMessage(file: string): Promise<void> {
    return this.#changeMessages(({ messageFiles }) => messageFiles.remove(file))
  }

  /** From now on this folder's handlers run; remembered. */
  async trust(): Promise<void> {
    const loading = await this.#change(async (workspace) => {
      await this.#options.trust.trust(workspace.folder)
      workspace.trusted = true
      return this.#player.load(workspace, false)
    })
    await loading.done
  }

  #current(): OpenWorkspace {
    if (this.#workspace) return this.#workspace
    throw new AppError('workspace-missing', t`No workspace is open: open a folder first.`)
  }

  /** One change of the open workspace; the window is told when it is done. */
  #change<T>(change: (workspace: OpenWorkspace) => Promise<T>): Promise<T> {
    return this.#queue.run(async () => {
      try {
        return await change(this.#current())
      } finally {
        // A change that failed may have found out that the file has a fault.
        this.events.emit('changed', undefined)
      }
    })
  }

  #changeSettings(change: (workspace: OpenWorkspace) => Promise<void>): Promise<void> {
    return this.#change(async (workspace) => {
      try {
        await change(workspace)
      } finally {
        // Also after a failure: the edit read the file again and may have found it changed.
        await this.#settingsChanged(workspace)
      }
    })
  }

  #changeHandlers(change: (workspace: OpenWorkspace) => Promise<void>): Promise<void> {
    return this.#changeSettings(async (workspace) => {
      await change(workspace)
      this.#inBackground(await this.#player.load(workspace, true))
    })
  }

  #changeMessages<T>(change: (workspace: OpenWorkspace) => Promise<T>): Promise<T> {
    return this.#queue.run(async () => {
      const workspace = this.#current()
      try {
        return await change(workspace)
      } finally {
        await this.#listMessages(workspace)
      }
    })
  }

  async #listMessages(workspace: OpenWorkspace): Promise<void> {
    workspace.messages = await workspace.messageFiles.list()
    this.events.emit('messages', undefined)
  }

  /** The file may say something else now. Throws as `startServer` does where the listener has to move. */
  async #settingsChanged(workspace: OpenWorkspace): Promise<void> {
    workspace.switches.follow(workspace.file.settings)
    this.#player.setSwitches(workspace)
    this.#inBackground(await this.#player.load(workspace, false))
    await this.#player.follow(workspace)
  }

  async #watch(workspace: OpenWorkspace): Promise<void> {
    const watcher = new WorkspaceWatcher(workspace.folder, {
      changed: (change) => {
        this.#changedOnDisk(workspace, change).catch((error) => this.#failed(error))
      },
      failed: (error) => this.#failed(error),
    })
    workspace.watcher = watcher
    await watcher.start()
  }

  #changedOnDisk(workspace: OpenWorkspace, change: WorkspaceChange): Promise<void> {
    return this.#queue.run(async () => {
      if (this.#workspace !== workspace) return
      if (change.messages) await this.#listMessages(workspace)
      if (change.settings && (await workspace.file.refresh())) await this.#settingsChanged(workspace)
      if (change.handlers && this.#options.hotReload) {
        this.#inBackground(await this.#player.load(workspace, true))
      } else if (change.handlers) await this.#player.list(workspace)
      this.events.emit('changed', undefined)
    })
  }

  async #leave(why: StopReason): Promise<void> {
    const workspace = this.#workspace
    if (!workspace) return
    this.#workspace = null
    await workspace.watcher?.close()
    await this.#player.stop(why)
    this.events.emit('changed', undefined)
    this.events.emit('messages', undefined)
  }

  #handlersLoaded(): void {
    if (this.#workspace) this.#player.setCodeRules(this.#workspace)
    this.events.emit('changed', undefined)
  }

  #inBackground(loading: Loading): void {
    loading.done.catch((error) => this.#failed(error))
  }

  #failed(error: unknown): void {
    this.events.emit('failed', error instanceof Error ? error : new Error(String(error)))
  }
}
