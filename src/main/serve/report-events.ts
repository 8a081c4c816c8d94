import { AppError } from '../../shared/errors'
import type { CapturedEntry } from '../engine/capture/capture-log'
import type { Engine } from '../engine/engine'
import type { WorkspaceSession } from '../workspace/workspace-session'
import type { ServeEvent } from './serve-events'
import type { PrintEvent } from './serve-output'

/**
 * Prints what happens in the engine and the workspace, with `traffic` every connection and message, too.
 * Returns the function that ends it.
 */
export function reportEvents(
  engine: Engine,
  session: WorkspaceSession,
  traffic: boolean,
  print: PrintEvent,
): () => void {
  const ends = [...reportEngine(engine, print), ...reportSession(session, print)]
  if (traffic) {
    ends.push(
      engine.capture.tap((entry) => {
        const event = eventOf(entry, engine)
        if (event) print(event)
      }),
    )
  }
  return () => {
    for (const end of ends) end()
  }
}

function reportEngine(engine: Engine, print: PrintEvent): (() => void)[] {
  return [
    engine.events.on('server', (status) => {
      if (status.state !== 'running') return
      const { url, host, port, loopback } = status
      print({ event: 'listening', url, host, port, loopback })
    }),
    engine.events.on('handlerStatus', (status) => print({ event: 'handler-status', status })),
    engine.events.on('handlers', (handlers) => print({ event: 'handlers', handlers })),
    engine.events.on('console', ({ level, text, location }) =>
      print({ event: 'console', level, text, location }),
    ),
    engine.events.on('limit', (act) => print({ event: 'limit', ...act })),
    engine.events.on('refused', ({ path, origin, status, reason }) =>
      print({ event: 'connection-refused', path, origin, status, reason }),
    ),
  ]
}

function reportSession(session: WorkspaceSession, print: PrintEvent): (() => void)[] {
  let problem: string | null = null
  return [
    session.events.on('changed', () => {
      const now = session.info.problem
      const text = now ? `${now.file}: ${now.message}` : null
      if (text !== problem) print({ event: 'workspace', problem: text })
      problem = text
    }),
    session.events.on('failed', (error) =>
      print({
        event: 'error',
        code: error instanceof AppError ? error.code : 'internal',
        message: error.message,
      }),
    ),
  ]
}

function eventOf(entry: CapturedEntry, engine: Engine): ServeEvent | null {
  const connection = `c${entry.connection}`
  switch (entry.kind) {
    case 'open': {
      const opened = engine.connection(connection)
      return {
        event: 'connection-opened',
        connection,
        path: entry.path,
        query: opened?.query ?? '',
        remoteAddress: opened?.remoteAddress ?? '',
        subprotocol: opened?.subprotocol ?? '',
      }
    }
    case 'close':
      // With a direction it is somebody's wish to close; the end itself has none.
      if (entry.direction !== 'none') return null
      return {
        event: 'connection-closed',
        connection,
        code: entry.code,
        reason: typeof entry.payload === 'string' ? entry.payload : '',
      }
    case 'text':
    case 'binary':
      return messageOf(entry, connection)
    case 'ping':
    case 'pong':
    case 'refused':
    case 'upstream-open':
    case 'upstream-close':
    case 'upstream-error':
    case 'handler-error':
    case 'fault':
    case 'discarded':
    case 'limit':
      return null
    default:
      return entry.kind satisfies never
  }
}

function messageOf({ direction, origin, payload, faults }: CapturedEntry, connection: string): ServeEvent {
  const data = payload ?? ''
  const touched = faults === null || faults.length === 0 ? {} : { faults }
  const head = { event: 'message', connection, direction, from: origin, ...touched } as const
  if (typeof data === 'string') return { ...head, size: Buffer.byteLength(data), text: data }
  return { ...head, size: data.byteLength, base64: Buffer.from(data).toString('base64') }
}
