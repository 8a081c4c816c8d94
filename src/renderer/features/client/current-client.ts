import type { ClientId, ClientView } from '../../../shared/model/client'
import type { AppData } from '../../stores/app-state'

/** The built-in client that the commands and _Send again_ mean: the one that was used last, else the first. */
export function currentClient({ clients, ui }: Pick<AppData, 'clients' | 'ui'>): ClientView | undefined {
  return clients.find(({ id }) => id === ui.currentClient) ?? clients[0]
}

/** Which client takes the place of one that is closed: the next, else the one before; null for the only one. */
export function neighbourOf(ids: readonly ClientId[], id: ClientId): ClientId | null {
  const index = ids.indexOf(id)
  return ids[index + 1] ?? ids[index - 1] ?? null
}
