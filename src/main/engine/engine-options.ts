import type { SupervisionLimits } from './handlers/supervision-limits'

export interface EngineOptions {
  /** Built entries of the workers. */
  readonly handlerWorker: URL | string
  readonly breakpointWorker: URL | string
  readonly captureWorker: URL | string
  /**
   * Where the file with older traffic goes while the engine runs; without it all traffic is in memory, and older
   * entries are discarded sooner.
   */
  readonly historyFolder?: string
  /** Compiled handlers are written below it; removed by `dispose`. */
  readonly compiledFolder: string
  /** Where the certificate for `tls` is kept, so that clients need to trust it only once; null makes a new one each time. */
  readonly certificateFolder?: string | null
  /** False where nobody could let a held message go on: breakpoints are ignored. */
  readonly holdsMessages?: boolean
  readonly supervision?: Partial<SupervisionLimits>
  /** What `HandlerRegistry.isHotReloadEnabled` says to handlers. */
  readonly hotReload: boolean
}
