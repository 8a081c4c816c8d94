import { Button } from '@mantine/core'
import { notifications, notificationsStore } from '@mantine/notifications'
import { t } from '../../shared/text/t'

const undoLimitMs = 15_000

/**
 * Says what was done, with a button that undoes it for as long as it is shown.
 * @param about what was changed: a later change of the same takes the place of an earlier one, which could not be
 *   undone any more without undoing the later one, too.
 */
export function notifyUndo(message: string, undo: () => void, about: string = crypto.randomUUID()): void {
  const prefix = `undo:${about}:`
  for (const { id: other } of notificationsStore.getState().notifications) {
    if (other?.startsWith(prefix)) notifications.hide(other)
  }
  const id = notifications.show({
    // An id of its own, for a time of its own.
    id: `${prefix}${crypto.randomUUID()}`,
    autoClose: undoLimitMs,
    withBorder: true,
    closeButtonProps: { 'aria-label': t`Dismiss` },
    message: (
      <span style={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 12 }}>
        {message}
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            notifications.hide(id)
            undo()
          }}
        >
          {t`Undo`}
        </Button>
      </span>
    ),
  })
}
