import { AppError, messageOf } from '../shared/errors'
import type { WorkspaceInfo } from '../shared/model/workspace'
import type { SettingsStore } from './settings'

/** The sample that a first run opens. */
const firstSample = 'chat'

export interface WorkspaceOpenerOptions {
  readonly session: {
    readonly info: WorkspaceInfo
    open(folder: string): Promise<void>
    startServer(): Promise<void>
    trust(): Promise<void>
  }
  /** Whether the server is running. */
  readonly isServing: () => boolean
  readonly samples: { copyOf(name: string): Promise<string> }
  readonly settings: Pick<SettingsStore, 'value' | 'rememberWorkspace' | 'update'>
  /** Told of what goes wrong at the start, when nobody has asked for anything yet. */
  readonly report: (message: string) => void
}

/** Opens workspaces the way the app does: remembered, and serving at once where the folder is trusted. */
export class WorkspaceOpener {
  constructor(private readonly options: WorkspaceOpenerOptions) {}

  /** @throws AppError where the folder is no workspace; what was open stays open then */
  async open(folder: string): Promise<void> {
    const { session, settings } = this.options
    await session.open(folder)
    settings.rememberWorkspace(session.info.folder)
    await this.#serve()
  }

  /** Opens the person's copy of a sample, made on first use. */
  async openSample(name: string): Promise<void> {
    await this.open(await this.options.samples.copyOf(name))
  }

  /** "Trust and run". */
  async trust(): Promise<void> {
    await this.options.session.trust()
    await this.#serve()
  }

  /**
   * What a start of the app shows: the folder of the command line, else the last workspace, else the first
   * sample. What can't be opened is reported, and the next in this order is opened.
   */
  async openAtStart(argument: string | null): Promise<void> {
    const { lastWorkspace } = this.options.settings.value
    for (const folder of new Set([argument, lastWorkspace])) {
      if (folder !== null && (await this.#tryOpen(() => this.open(folder)))) return
    }
    await this.#tryOpen(() => this.openSample(firstSample))
  }

  async #tryOpen(open: () => Promise<void>): Promise<boolean> {
    try {
      await open()
      return true
    } catch (error) {
      this.options.report(messageOf(error))
      return false
    }
  }

  /**
   * A folder that was not made here says where to listen and where to send messages, so it serves only
   * when it is trusted. A taken port is no reason to fail: the toolbar shows it, with the way out.
   */
  async #serve(): Promise<void> {
    const { session, isServing } = this.options
    if (!session.info.trusted || isServing()) return
    try {
      await session.startServer()
    } catch (error) {
      if (error instanceof AppError && isAddressProblem(error)) return
      throw error
    }
  }
}

function isAddressProblem({ code }: AppError): boolean {
  return code === 'port-taken' || code === 'address-unavailable'
}
