import './no-eval'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './styles/tokens.css'
import './styles/mantine.css'
import './styles/base.css'
import './styles/forced-colors.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { messageOf } from '../shared/errors'
import { t } from '../shared/text/t'
import { App } from './app'
import { registerAppCommands } from './commands/app-commands'
import { CommandProvider } from './commands/command-context'
import { CommandRegistry } from './commands/command-registry'
import { listenToKeys } from './commands/keyboard'
import { isMac, onMenuCommand } from './ipc/bridge'
import { PushReceiver } from './ipc/push-receiver'
import { createAppStore } from './stores/app-store'
import { AppStoreProvider } from './stores/app-store-context'
import { PartByPart } from './ui/in-its-turn'
import { withdrawUndos } from './ui/notify-undo'
import { notifyError } from './ui/perform'
import { theme } from './ui/theme'

const store = createAppStore()
const registry = new CommandRegistry()

const receiver = new PushReceiver(window.understudy, {
  onSnapshot: (snapshot) => store.getState().receiveSnapshot(snapshot),
  onPush: (push) => store.getState().receivePush(push),
  onError: (error) => notifyError(t`The window has nothing to show: ${messageOf(error)}`),
})

store.subscribe(({ workspace }, before) => {
  if (workspace.folder !== before.workspace.folder) withdrawUndos()
})

registerAppCommands(registry, store)
listenToKeys(window, registry, isMac())
onMenuCommand((command) => registry.run(command))

const { language } = globalThis.understudyTexts ?? { language: 'en' }
document.documentElement.lang = language

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id "root".')

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <AppStoreProvider store={store}>
        <CommandProvider registry={registry}>
          <Notifications
            position="bottom-right"
            limit={4}
            containerWidth={340}
            pauseResetOnHover="notification"
            className="notices"
          />
          <PartByPart>
            <App />
          </PartByPart>
        </CommandProvider>
      </AppStoreProvider>
    </MantineProvider>
  </StrictMode>,
)

void receiver.start()
