import {
  describeHandlerStatus,
  type HandlerProblem,
  type HandlerStatus,
  type SourceLocation,
} from '../../shared/model/handlers'
import type { ServeEvent } from './serve-events'

/** Where lines go, without their line ends. */
export interface LineStreams {
  out(line: string): void
  /** Bytes that wait to be read from `out`. */
  readonly unread: number
  error(line: string): void
}

export type PrintEvent = (event: ServeEvent) => void

/** With more than this waiting to be read, messages and lines of the console are only counted. */
const maxUnreadBytes = 64 * 1024 * 1024

/**
 * Every event as a line of JSON on stdout; what ends the run is on stderr in words, too. Of what nobody reads in time
 * `skipped` says how much it was.
 */
export function jsonOutput(streams: LineStreams, now: () => number): PrintEvent {
  let skipped = 0
  const print = (event: ServeEvent | { readonly event: 'skipped'; readonly count: number }): void => {
    const { event: name, ...rest } = event
    streams.out(JSON.stringify({ event: name, at: now(), ...rest }))
  }
  return (event) => {
    if (streams.unread > maxUnreadBytes && (event.event === 'message' || event.event === 'console')) {
      skipped += 1
      return
    }
    if (skipped > 0) print({ event: 'skipped', count: skipped })
    skipped = 0
    print(event)
    if (event.event === 'error') streams.error(event.message)
  }
}

/** For people: stdout says where the server listens and nothing else; the rest is on stderr. */
export function textOutput(streams: LineStreams): PrintEvent {
  return (event) => {
    if (event.event === 'listening') streams.out(`listening ${event.url}`)
    for (const line of linesOf(event)) streams.error(line)
  }
}

function linesOf(event: ServeEvent): readonly string[] {
  switch (event.event) {
    case 'listening':
      return event.loopback ? [] : [`Other machines can reach this server: it listens on ${event.host}.`]
    case 'handler-status':
      if (isSaidNext(event.status)) return []
      return [describeHandlerStatus(event.status), ...problemsOf(event.status).map(describeProblem)]
    case 'connection-refused':
      return [`refused ${event.path}: ${event.status} ${event.reason}`]
    case 'console':
      return [`${event.location ? `${placeOf(event.location)}: ` : ''}${event.text}`]
    case 'workspace':
      return [event.problem ?? 'understudy.json is in order again']
    case 'error':
      return [event.message]
    case 'stopped':
      return ['stopped']
    case 'handlers':
    case 'connection-opened':
    case 'connection-closed':
    case 'message':
    case 'limit':
      // In words a limit is told by the refusal or by a line of the console.
      return []
    default:
      return event satisfies never
  }
}

/** Loading is over in a moment; if the very first one fails the run ends with an error that tells all. */
function isSaidNext(status: HandlerStatus): boolean {
  return status.state === 'loading' || (status.state === 'error' && status.reload === 1)
}

function problemsOf(
  status: Extract<ServeEvent, { event: 'handler-status' }>['status'],
): readonly HandlerProblem[] {
  return status.state === 'error' ? status.problems : []
}

/** `handlers/chat.ts:8:3: Expected ")"`, which editors and terminals make a link of. */
export function describeProblem({ location, message }: HandlerProblem): string {
  return location ? `${placeOf(location)}: ${message}` : message
}

function placeOf({ file, line, column }: SourceLocation): string {
  return `${file}:${line}:${column}`
}
