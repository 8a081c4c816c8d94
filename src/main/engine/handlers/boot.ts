import type { HandlerInfo, HandlerProblem } from '../../../shared/model/handlers'
import type { Clock } from '../clock'
import type { Generation } from './generation'
import type { HostEnd } from './handler-host'
import type { BatchItem, LoadRequest } from './protocol'

export type BootResult =
  | { readonly ok: true; readonly handlers: readonly HandlerInfo[] }
  | { readonly ok: false; readonly problems: readonly HandlerProblem[] }

export interface BootOptions {
  readonly clock: Clock
  readonly loadTimeoutMs: number
  /** Asked when the host is up: the newest state goes with the code. */
  request(): Omit<LoadRequest, 'type' | 'modules'>
  batch(items: readonly BatchItem[]): void
  output(stream: 'stdout' | 'stderr', line: string): void
  /** In any state; a boot that was under way has failed then. */
  exited(end: HostEnd): void
}

/**
 * Loads a generation's code into its host. A host that did not load is ended: by then user code has run in
 * it that nobody wants.
 */
export function boot(generation: Generation, options: BootOptions): Promise<BootResult> {
  const { host, code } = generation
  return new Promise((resolve) => {
    let cancelTimer = (): void => undefined
    const fail = (problems: readonly HandlerProblem[]): void => {
      cancelTimer()
      resolve({ ok: false, problems })
      void host.terminate()
    }
    host.listen({
      ready() {
        host.load({ modules: code.modules, ...options.request() })
        cancelTimer = options.clock.after(options.loadTimeoutMs, () => fail([tooSlow(options.loadTimeoutMs)]))
      },
      loaded(handlers) {
        cancelTimer()
        resolve({ ok: true, handlers })
      },
      loadFailed: fail,
      batch: (items) => options.batch(items),
      output: (stream, line) => options.output(stream, line),
      exited(end) {
        cancelTimer()
        resolve({ ok: false, problems: [endedAtLoad(end)] })
        options.exited(end)
      },
    })
  })
}

function tooSlow(timeoutMs: number): HandlerProblem {
  const message =
    `The handler files did not finish loading within ${timeoutMs / 1000} s: ` +
    'look for an endless loop or an await outside of the callbacks.'
  return { message, location: null }
}

function endedAtLoad(end: HostEnd): HandlerProblem {
  return { message: `The handler files ended their worker while they loaded: ${end.reason}`, location: null }
}
