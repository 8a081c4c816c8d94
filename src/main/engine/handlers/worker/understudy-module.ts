import type * as api from '../../../../shared/handler-api/understudy'
import type { ContextHost } from './context-host'
import { HandlerError } from './handler-error'
import { HandlerRegistry } from './handler-registry'
import { MessagePattern } from './message-pattern'
import { MessageRouter } from './message-router'
import { PassthroughConfig, PassthroughHandler } from './passthrough'
import { WorkerServer } from './worker-server'

/** The values of the module `understudy`, as handlers of this worker import them. */
export function understudyModule(host: ContextHost, isHotReloadEnabled: boolean): typeof api {
  return {
    defineHandler: (handler) => handler,
    server: new WorkerServer(host, 0),
    MessagePattern,
    MessageRouter,
    PassthroughConfig,
    PassthroughHandler,
    HandlerRegistry: class extends HandlerRegistry {
      constructor() {
        super(isHotReloadEnabled)
      }
    },
    HandlerError,
  } satisfies typeof api
}
