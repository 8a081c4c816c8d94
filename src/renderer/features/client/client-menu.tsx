import { ActionIcon, Menu } from '@mantine/core'
import { EllipsisVertical, SlidersHorizontal } from 'lucide-react'
import { type ClientId, defaultClientOptions } from '../../../shared/model/client'
import { t } from '../../../shared/text/t'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { IconButton } from '../../ui/icon-button'
import { perform } from '../../ui/perform'
import classes from './client.module.css'
import { addClient, removeClient } from './client-actions'
import { clientOptionsWords } from './client-options-words'

/** Opens a client's options; a dot says that some are set. */
export function ClientOptionsButton({ client }: { readonly client: ClientId }) {
  const app = useAppStoreApi()
  const options =
    useAppStore((state) => state.clients.find(({ id }) => id === client)?.options) ?? defaultClientOptions
  const words = clientOptionsWords(options)
  return (
    <span className={classes.options} data-set={words !== '' || undefined} title={words || undefined}>
      <IconButton
        label={t`Client options`}
        icon={SlidersHorizontal}
        onClick={() => app.getState().setUi({ clientOptions: client })}
      />
    </span>
  )
}

/** What can be done with a client as a whole. */
export function ClientMenu({ client }: { readonly client: ClientId }) {
  const app = useAppStoreApi()
  const isOnly = useAppStore((state) => state.clients.length === 1)
  const isEmpty = useAppStore((state) => !state.clientLogs.has(client))
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t`Client actions`} size={22} color="gray">
          <EllipsisVertical size={14} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void addClient(app, client)}>{t`Duplicate`}</Menu.Item>
        <Menu.Item disabled={isEmpty} onClick={() => void perform('client.clearLog', client)}>
          {t`Clear the log`}
        </Menu.Item>
        <Menu.Item disabled={isOnly} onClick={() => void removeClient(app, client)}>
          {t`Close`}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
