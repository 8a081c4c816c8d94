import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { t } from '../../shared/text/t'
import { hideNotices } from './hide-notices'
import classes from './notify-undo.module.css'

const undoLimitMs = 8_000
const undoPrefix = 'undo:'

/**
 * Says what was done, with a button that undoes it for as long as it is shown.
 * @param about what was changed: a later change of the same takes the place of an earlier one, which could not be
 *   undone any more without undoing the later one, too.
 */
export function notifyUndo(message: string, undo: () => void, about: string = crypto.randomUUID()): void {
  const prefix = `${undoPrefix}${about}:`
  hideNotices(prefix)
  const id = notifications.show({
    // An id of its own, for a time of its own.
    id: `${prefix}${crypto.randomUUID()}`,
    autoClose: undoLimitMs,
    withBorder: true,
    closeButtonProps: { 'aria-label': t`Dismiss` },
    message: (
      <span className={classes.notice}>
        <span className={classes.words} title={message}>
          {message}
        </span>
        <Button
          size="compact-xs"
          variant="default"
          className={classes.undo}
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

/** Another workspace is open: what was done in the one before can't be undone in this one. */
export function withdrawUndos(): void {
  hideNotices(undoPrefix)
}
