import { notifications, notificationsStore } from '@mantine/notifications'

/** Takes away the notices whose id begins like this, those that still wait for a place among them. */
export function hideNotices(prefix: string): void {
  const { notifications: shown, queue } = notificationsStore.getState()
  for (const { id } of [...shown, ...queue]) if (id?.startsWith(prefix)) notifications.hide(id)
}
