import { messageOf } from '../../../shared/errors'
import type { ConnectionId } from '../../../shared/model/connection'
import { t } from '../../../shared/text/t'
import { request } from '../../ipc/bridge'
import { formatCounted } from '../../ui/amounts'
import { notifyUndo } from '../../ui/notify-undo'
import { notifyDone, notifyError } from '../../ui/perform'

/** Members of a room that are to be somewhere else; `to` null: nowhere. */
export interface MemberMove {
  readonly members: readonly ConnectionId[]
  readonly from: string
  readonly to: string | null
}

/** Moves or removes members of a room, with a way back. Resolves to whether somebody was. */
export async function moveMembers({ members, from, to }: MemberMove): Promise<boolean> {
  try {
    const { moved, joined } = await request('rooms.move', { connections: [...members], from, to })
    if (moved.length === 0) {
      notifyDone(t`Nobody of them is in ${from} any more`)
      return false
    }
    notifyUndo(moveWords(moved, from, to), () => void undo(moved, joined, from, to))
    return true
  } catch (error) {
    notifyError(messageOf(error))
    return false
  }
}

/** `Moved c3 from lobby to kitchen` */
export function moveWords(moved: readonly ConnectionId[], from: string, to: string | null): string {
  const who = moved.length === 1 ? (moved[0] ?? '') : formatCounted(moved.length, t`# member|# members`)
  return to === null ? t`Removed ${who} from ${from}` : t`Moved ${who} from ${from} to ${to}`
}

/** Whoever was in the other room before stays in it. */
async function undo(
  moved: readonly ConnectionId[],
  joined: readonly ConnectionId[],
  from: string,
  to: string | null,
): Promise<void> {
  try {
    await request('rooms.move', { connections: [...moved], from: null, to: from })
    if (to !== null) await request('rooms.move', { connections: [...joined], from: to, to: null })
  } catch (error) {
    notifyError(messageOf(error))
  }
}
