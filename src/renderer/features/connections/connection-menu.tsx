import { Menu } from '@mantine/core'
import type { ConnectionSummary } from '../../../shared/model/connection'
import { t } from '../../../shared/text/t'
import { useAppStoreApi } from '../../stores/app-store-context'
import { perform } from '../../ui/perform'
import { openInComposer } from '../composer/open-in-composer'
import { moveMembers } from '../rooms/move-members'
import type { OpenDialog } from './connection-dialogs'

export interface ConnectionMenuItemsProps {
  readonly connection: ConnectionSummary
  readonly onDialog: (dialog: OpenDialog) => void
}

/** What can be done with a connection; the same for the menu button and the right-click. */
export function ConnectionMenuItems({ connection, onDialog }: ConnectionMenuItemsProps) {
  const app = useAppStoreApi()
  const { id, rooms } = connection
  const paused = connection.state === 'paused'
  const dialog = (type: OpenDialog['type']) => () => onDialog({ type, connection: id })
  return (
    <>
      <Menu.Item onClick={() => app.getState().setUi({ shownConnections: [id], resultsTab: 'traffic' })}>
        {t`Show traffic`}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item onClick={dialog('send')}>{t`Send…`}</Menu.Item>
      <Menu.Item
        onClick={() =>
          openInComposer(app, {
            ...app.getState().ui.composer,
            saved: null,
            target: { to: 'connection', connection: id },
          })
        }
      >
        {t`Open in composer`}
      </Menu.Item>
      <Menu.Item
        onClick={() => void perform('connections.send', { connection: id, message: { type: 'ping' } })}
      >
        {t`Ping`}
      </Menu.Item>
      <Menu.Item onClick={() => void perform('connections.setPaused', { connection: id, paused: !paused })}>
        {paused ? t`Resume` : t`Pause`}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item onClick={dialog('join')}>{t`Join room…`}</Menu.Item>
      {rooms.map((room) => (
        <Menu.Item key={room} onClick={() => void moveMembers({ members: [id], from: room, to: null })}>
          {t`Leave room ${room}`}
        </Menu.Item>
      ))}
      <Menu.Item onClick={dialog('metadata')}>{t`Edit metadata…`}</Menu.Item>
      <Menu.Item onClick={dialog('passthrough')}>{t`Passthrough for this one…`}</Menu.Item>
      <Menu.Item onClick={dialog('faults')}>{t`Faults for this one…`}</Menu.Item>
      <Menu.Divider />
      <Menu.Item onClick={dialog('close')}>{t`Close…`}</Menu.Item>
      <Menu.Item
        onClick={() => void perform('connections.drop', id)}
      >{t`Drop without a close frame`}</Menu.Item>
    </>
  )
}
