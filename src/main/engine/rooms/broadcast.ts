import type { Payload } from '../../../shared/model/message'
import type { Connection, SendResult } from '../server/connection'
import { FramedMessage } from '../server/framed-message'

/**
 * Sends `payload` to every member: framed once, its bytes shared by all of them. `reached` is told of
 * each member that could be sent to, and of what faults do to its copy. Returns their number.
 */
export function broadcast(
  members: Iterable<Connection>,
  payload: Payload,
  reached?: (connection: Connection, result: SendResult) => void,
): number {
  const frame = new FramedMessage(payload)
  // Before the first one writes it, so that all of them share it.
  void frame.bytes
  let count = 0
  for (const connection of members) {
    const result = connection.sendFramed(frame)
    if (result === false) continue
    count += 1
    reached?.(connection, result)
  }
  return count
}
