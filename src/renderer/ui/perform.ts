import { notifications } from '@mantine/notifications'
import type { RequestArguments, RequestName } from '../../shared/ipc/contract'
import { messageOf } from '../../shared/errors'
import { request } from '../ipc/bridge'

/**
 * Makes a request that a person asked for and shows the main process's own words when it fails:
 * for buttons, menus and switches, whose only answer is the changed window.
 * @returns Whether it succeeded.
 */
export async function perform<N extends RequestName>(
  name: N,
  ...input: RequestArguments<N>
): Promise<boolean> {
  try {
    await request(name, ...input)
    return true
  } catch (error) {
    notifyError(messageOf(error))
    return false
  }
}

const closeButtonProps = { 'aria-label': 'Dismiss' } as const

/** Says that something failed; stays until it is dismissed. */
export function notifyError(message: string): void {
  notifications.show({ message, color: 'red', autoClose: false, withBorder: true, closeButtonProps })
}

/** Says that something worked, for outcomes that are not visible otherwise. */
export function notifyDone(message: string): void {
  notifications.show({ message, autoClose: 3000, withBorder: true, closeButtonProps })
}
