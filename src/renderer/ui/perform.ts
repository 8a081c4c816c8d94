import { notifications, notificationsStore } from '@mantine/notifications'
import { messageOf } from '../../shared/errors'
import type { RequestArguments, RequestName } from '../../shared/ipc/contract'
import { t } from '../../shared/text/t'
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

const donePrefix = 'done:'
const closeButtonProps = { 'aria-label': t`Dismiss` } as const

/** Says that something failed; stays until it is dismissed. The same said again takes its place. */
export function notifyError(message: string): void {
  notifications.hide(message)
  notifications.show({
    id: message,
    message,
    color: 'red',
    autoClose: false,
    withBorder: true,
    closeButtonProps,
  })
}

/**
 * Says that something worked, for outcomes that are not visible otherwise. Only the newest of them is shown:
 * a pile would cover what is worked on.
 */
export function notifyDone(message: string): void {
  for (const { id } of notificationsStore.getState().notifications) {
    if (id?.startsWith(donePrefix)) notifications.hide(id)
  }
  // An id of its own, for a time of its own.
  const id = `${donePrefix}${crypto.randomUUID()}`
  notifications.show({ id, message, autoClose: 3000, withBorder: true, closeButtonProps })
}
