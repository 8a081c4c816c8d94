import { flushSync } from 'react-dom'
import { messageOf } from '../../../shared/errors'
import { type ClientId, clientName } from '../../../shared/model/client'
import { t } from '../../../shared/text/t'
import { focusRegion } from '../../commands/focus-region'
import { request } from '../../ipc/bridge'
import type { AppStore } from '../../stores/app-store'
import { notifyUndo } from '../../ui/notify-undo'
import { notifyError, perform } from '../../ui/perform'
import { neighbourOf } from './current-client'

/** A further client, like `from` where that is given; it takes the focus once it is there. */
export async function addClient(app: AppStore, from: ClientId | null): Promise<void> {
  try {
    const { client } = await request('client.add', { from })
    app.getState().setUi({ currentClient: client, arrivingClient: client })
  } catch (error) {
    notifyError(messageOf(error))
  }
}

/** Closes a client, with a way back; the focus goes to its neighbour. */
export async function removeClient(app: AppStore, client: ClientId): Promise<void> {
  const { clients, setUi } = app.getState()
  const neighbour = neighbourOf(
    clients.map(({ id }) => id),
    client,
  )
  if (neighbour === null) return
  // What has the focus is about to go.
  flushSync(() => setUi({ currentClient: neighbour }))
  focusRegion(t`Client`)
  if (!(await perform('client.remove', client))) return
  focusRegion(t`Client`)
  notifyUndo(t`Closed ${clientName(client)}`, () => void restoreClient(app, client))
}

async function restoreClient(app: AppStore, client: ClientId): Promise<void> {
  if (!(await perform('client.restore', client))) return
  app.getState().setUi({ currentClient: client, arrivingClient: client })
}
