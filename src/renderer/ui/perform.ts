import { notifications } from '@mantine/notifications'
import { messageOf } from '../../shared/errors'
import type { RequestArguments, RequestName } from '../../shared/ipc/contract'
import { t } from '../../shared/text/t'
import { request } from '../ipc/bridge'
import { hideNotices } from './hide-notices'

/**
 * Makes a request that a person asked for and shows the main process's own words when it fails:
 * for buttons, menus and switches, whose only answer is the changed window.
 * @returns Whether it succeeded.
 */
export async function perform<N extends RequestName>(
  name: N,
  ...input: RequestArguments<N>
): Promise<boolean> {
  const about = `failed:${name}:`
  try {
    await request(name, ...input)
    // It works now: what was said about the attempt before is history.
    hideNotices(about)
    return true
  } catch (error) {
    notifyError(messageOf(error), about)
    return false
  }
}

const donePrefix = 'done:'
const closeButtonProps = { 'aria-label': t`Dismiss` } as const

/**
 * Says that something failed; stays until it is dismissed. The same said again takes its place.
 * @param about what the notice's id begins with, for whoever hides it.
 */
export function notifyError(message: string, about = ''): void {
  const id = about + message
  notifications.hide(id)
  notifications.show({
    id,
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
  hideNotices(donePrefix)
  // An id of its own, for a time of its own.
  const id = `${donePrefix}${crypto.randomUUID()}`
  notifications.show({ id, message, autoClose: 3000, withBorder: true, closeButtonProps })
}
