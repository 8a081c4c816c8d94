import type * as api from '../../../shared/handler-api/understudy'

/** Where a worker keeps its runtime for the compiled handlers that import `understudy`. */
export const runtimeKey = 'understudy.runtime'

const names: Readonly<Record<keyof typeof api, true>> = {
  defineHandler: true,
  server: true,
  MessagePattern: true,
  MessageRouter: true,
  PassthroughConfig: true,
  PassthroughHandler: true,
  HandlerRegistry: true,
  HandlerError: true,
}

/** The values that the module `understudy` exports. */
export const runtimeExports: readonly string[] = Object.keys(names)
