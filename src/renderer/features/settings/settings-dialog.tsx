import { Tabs } from '@mantine/core'
import { t } from '../../../shared/text/t'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { Dialog } from '../../ui/dialog'
import { AppPreferences } from './app-preferences'
import { PairingSettingsForm } from './pairing-settings'
import { ServerSettingsForm } from './server-settings'

/** The settings of the workspace's server and traffic log, and those of the app on this computer. */
export function SettingsDialog() {
  const opened = useAppStore((state) => state.ui.settingsOpen)
  const folder = useAppStore((state) => state.workspace.folder)
  const store = useAppStoreApi()
  const close = () => store.getState().setUi({ settingsOpen: false })
  return (
    <Dialog title={t`Settings`} opened={opened} onClose={close} width={680}>
      <Tabs defaultValue="server">
        <Tabs.List aria-label={t`Settings`} mb="md">
          <Tabs.Tab value="server">{t`Server of this workspace`}</Tabs.Tab>
          <Tabs.Tab value="pairing">{t`Replies and requests`}</Tabs.Tab>
          <Tabs.Tab value="app">{t`This computer`}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="server">
          <ServerSettingsForm key={folder} onDone={close} />
        </Tabs.Panel>
        <Tabs.Panel value="pairing">
          <PairingSettingsForm key={folder} onDone={close} />
        </Tabs.Panel>
        <Tabs.Panel value="app">
          <AppPreferences />
        </Tabs.Panel>
      </Tabs>
    </Dialog>
  )
}
