import type { Json } from '../../../../shared/json'
import { oneLine } from '../one-line'
import type { ContextHost } from './context-host'
import { HandlerError } from './handler-error'
import type { HandlerRegistry } from './handler-registry'
import type { HandlerRunner } from './handler-runner'
import { isThenable } from './thenable'
import type { WhyTrail } from './why-trail'
import { WorkerServer } from './worker-server'

export interface ActionCall {
  readonly entry: number
  readonly handler: string
  readonly action: string
  readonly input: Json | undefined
}

/** Runs an action of a handler; what it throws is reported. A promise that it returns never rejects. */
export function runAction(
  host: ContextHost,
  registry: HandlerRegistry,
  runner: HandlerRunner,
  call: ActionCall,
  trail: WhyTrail,
): Promise<void> | undefined {
  const { entry, handler, action, input } = call
  const failed = (error: unknown): void => {
    runner.failed(entry, 0, handler, `action ${action}`, error)
    trail.add(handler, oneLine(`action ${action} threw`))
  }
  const ran = (): void => trail.add(handler, oneLine(`ran action ${action}`))
  try {
    const actions = registry.find(handler)?.actions ?? {}
    const run = Object.hasOwn(actions, action) ? actions[action] : undefined
    if (!run)
      throw new HandlerError('generic', `${handler} has no action ${action}: the code may have changed`)
    const result: unknown = runner.enter(entry, () => run(new WorkerServer(host, entry), input))
    if (isThenable(result)) return Promise.resolve(result).then(ran, failed)
    ran()
  } catch (error) {
    failed(error)
  }
  return undefined
}
