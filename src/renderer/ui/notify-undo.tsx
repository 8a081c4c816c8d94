import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'

const undoLimitMs = 15_000

/** Says what was done, with a button that undoes it for as long as it is shown. */
export function notifyUndo(message: string, undo: () => void): void {
  const id = notifications.show({
    autoClose: undoLimitMs,
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Dismiss' },
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
          Undo
        </Button>
      </span>
    ),
  })
}
