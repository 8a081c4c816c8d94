import type { Payload } from '../../../shared/model/message'
import type { Connection } from '../server/connection'
import { FramedMessage } from '../server/framed-message'

/**
 * Sends `payload` to every member: framed once, its bytes shared by all of them. `reached` is told of
 * each member that could be sent to. Returns their number.
 */
export function broadcast(
  members: Iterable<Connection>,
  payload: Payload,
  reached?: (connection: Connection) => void,
): number {
  const frame = new FramedMessage(payload)
  // Before the first one writes it, so that all of them share it.
  void frame.bytes
  let count = 0
  for (const connection of members) {
    if (!connection.sendFramed(frame)) continue
    count += 1
    reached?.(connection)
  }
  return count
}
