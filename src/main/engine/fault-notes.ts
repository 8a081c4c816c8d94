import { closeCodes } from '../../shared/close-frame'
import type { FaultAct } from '../../shared/model/fault-act'
import type { CaptureLog } from './capture/capture-log'
import type { Stall } from './faults/fault-table'
import type { FaultTrace } from './faults/fault-trace'
import type { Connection } from './server/connection'

type Disconnect = Extract<FaultAct, { readonly action: 'disconnected' }>

/**
 * Ties what faults did to a message to its entry, which has `acts` of it already; what becomes known later follows. A
 * connection that was closed behind the message has a row of its own.
 */
export function followFaults(
  capture: CaptureLog,
  connection: Connection,
  entry: number,
  trace: FaultTrace,
): void {
  trace.onChanged(() => capture.faulted(entry, trace.acts))
  for (const act of trace.acts)
    if (act.action === 'disconnected') noteDisconnect(capture, connection, entry, act)
}

/** A handshake that is left unanswered has a row of its own: it has no other yet. */
export function noteStall(capture: CaptureLog, { fault, path, ms }: Stall): void {
  const words = `fault ${fault}: a handshake is left unanswered for ${ms} ms`
  const entry = capture.append('fault', 'none', 'fault', 0, path, words, 0, 0)
  capture.why(entry, `fault ${fault}\tleft a handshake unanswered\t${ms}`)
}

function noteDisconnect(
  capture: CaptureLog,
  { number, info }: Connection,
  cause: number,
  { fault, code }: Disconnect,
): void {
  const how = code === closeCodes.abnormal ? 'dropped without a close frame' : `closed with ${code}`
  const words = `fault ${fault}: the connection is ${how}`
  const entry = capture.append('fault', 'to-client', 'fault', number, info.path, words, code, cause)
  const did = code === closeCodes.abnormal ? 'dropped the connection' : `closed the connection with ${code}`
  capture.why(entry, `fault ${fault}\t${did} after its last message\t`)
}
