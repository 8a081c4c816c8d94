import type { SourceLocation } from '../../shared/model/handlers'
import type { EngineParts } from './engine-parts'
import type { HostEnd } from './handlers/handler-host'
import type { LaneEvent, Loss, WorkEnd } from './handlers/lane'
import { locationInStack } from './handlers/workspace-url'
import type { Connection } from './server/connection'

const outcomes: Readonly<Record<Loss, string>> = {
  blamed: 'that was being handled was dropped',
  acted: 'was interrupted; it is not handled again because it had already acted',
  suspect: 'was dropped: two workers ended while it was being handled',
}

/** Says in the console and the traffic what became of work whose worker ended. */
export class LossReport {
  constructor(
    private readonly parts: EngineParts,
    /** File of a handler, by its name. */
    private readonly fileOf: (handler: string) => string | null,
  ) {}

  /** The worker ended; returns where in the sources, as far as that is known. */
  ended(end: HostEnd, blamed: number): SourceLocation | null {
    const location = end.location ?? locationInStack(end.stack)
    const during = blamed === 0 ? '' : this.#describe(blamed)
    const text = `The handlers were restarted: ${end.reason}${during}. No connection was closed.`
    this.parts.console.add('error', text, location, blamed)
    return location
  }

  /** An event will not be handled. */
  lost(connection: Connection, event: LaneEvent, loss: Loss, end: WorkEnd): void {
    const { capture, meter } = this.parts
    meter.handlerFailed()
    const text = `${sentence(end.reason)}: ${nameOf(event)} ${outcomes[loss]}`
    const { number, info } = connection
    const cause = Math.max(0, event.entry)
    capture.append('handler-error', 'none', 'handler', number, info.path, text, 0, cause)
    if (event.entry > 0) capture.why(event.entry, `engine\t${text}\t`)
    if (loss !== 'blamed') this.parts.console.add('error', `${connection.id}: ${text}.`, null, event.entry)
  }

  #describe(blamed: number): string {
    const action = this.parts.work.actions.nameOf(blamed)
    if (action !== null) return ` while ${action} ran`
    const found = this.parts.work.queue.find(blamed)
    if (!found) return ''
    const { connection, event } = found
    const files = connection.handlers.map((handler) => this.fileOf(handler) ?? handler)
    const where = files.length > 0 ? `${[...new Set(files)].join(', ')} handled ` : 'handling '
    return ` while ${where}${nameOf(event)} of ${connection.id} (${connection.info.path})`
  }
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function nameOf(event: LaneEvent): string {
  switch (event.kind) {
    case 'message':
      return event.type === 'text' || event.type === 'binary' ? 'the message' : `the ${event.type}`
    case 'upstreamMessage':
      return `the message from the upstream of rule ${event.rule}`
    case 'opened':
      return 'the opening'
    case 'reloaded':
      return 'the reload'
    case 'closed':
      return 'the end'
    default:
      return event satisfies never
  }
}
