import type { SupervisionLimits } from './handlers/supervision-limits'

export interface EngineOptions {
  /** Built entries of the two workers. */
  readonly handlerWorker: URL | string
  readonly captureWorker: URL | string
  /** Compiled handlers are written below it; removed by `dispose`. */
  readonly compiledFolder: string
  /** Where the certificate for `tls` is kept, so that clients need to trust it only once; null makes a new one each time. */
  readonly certificateFolder?: string | null
  readonly supervision?: Partial<SupervisionLimits>
  /** What `HandlerRegistry.isHotReloadEnabled` says to handlers. */
  readonly hotReload: boolean
}
