import type { HeldMessage } from '../../../shared/model/hold'
import { previewOf } from '../capture/traffic-rows'
import type { HoldItem } from './hold-item'

/** A held message as the window lists it; null for one that is not held. */
export function describeHeld({ id, passage, held }: HoldItem): HeldMessage | null {
  if (!held) return null
  const { connection, direction, type, payload, entry } = passage
  return {
    id,
    entry,
    connectionId: connection.id,
    path: connection.info.path,
    direction,
    breakpoint: held.breakpoint.name,
    type,
    preview: previewOf(payload),
    size: Buffer.byteLength(payload),
    heldAt: held.at,
    deadline: held.deadline,
  }
}
