import { flushSync } from 'react-dom'
import { themes } from '../../shared/model/preferences'
import { describeServerStatus } from '../../shared/model/server'
import { t } from '../../shared/text/t'
import type { AppStore } from '../stores/app-store'
import { notifyDone, notifyError, perform } from '../ui/perform'
import type { CommandRegistry } from './command-registry'
import { focusNextRegion, focusRegion } from './focus-region'

/** Registers the commands that need no component on the screen. */
export function registerAppCommands(registry: CommandRegistry, store: AppStore): void {
  const { setUi } = store.getState()

  registry.register('server.start', () => perform('server.start'))
  registry.register('server.stop', () => perform('server.stop'))
  registry.register('server.copyAddress', () => copyAddress(store))
  registry.register('handlers.reload', () => perform('handlers.reload'))
  registry.register('workspace.open', () => perform('workspace.choose'))
  registry.register('workspace.sample.chat', () => perform('workspace.openSample', 'chat'))
  registry.register('workspace.sample.live-prices', () => perform('workspace.openSample', 'live-prices'))
  registry.register('workspace.sample.passthrough', () => perform('workspace.openSample', 'passthrough'))
  registry.register('view.clearConsole', () => perform('console.clear'))
  for (const theme of themes) {
    registry.register(`view.theme.${theme}`, () => perform('preferences.set', { theme }))
  }
  registry.register('view.moreContrast', () =>
    perform('preferences.set', { moreContrast: !store.getState().preferences.moreContrast }),
  )
  registry.register('view.zoomIn', () => perform('window.zoom', 'in'))
  registry.register('view.zoomOut', () => perform('window.zoom', 'out'))
  registry.register('view.zoomReset', () => perform('window.zoom', 'reset'))
  registry.register('view.fullScreen', () => perform('window.toggleFullScreen'))
  registry.register('view.console', () => setUi({ consoleOpen: !store.getState().ui.consoleOpen }))
  registry.register('app.settings', () => setUi({ settingsOpen: true }))
  registry.register('help.about', () => setUi({ aboutOpen: true }))
  registry.register('help.tour', () => setUi({ tourStep: 0 }))
  registry.register('help.shortcuts', () => setUi({ helpOpen: true }))
  registry.register('view.connections', () => focusRegion(t`Connections`))
  registry.register('view.rooms', () => focusRegion(t`Rooms`))
  registry.register('view.traffic', () => {
    // The region takes the focus only once React has shown it, and the next key may come before the next frame.
    flushSync(() => setUi({ resultsTab: 'traffic' }))
    focusRegion(t`Traffic`)
  })
  registry.register('view.held', () => {
    flushSync(() => setUi({ resultsTab: 'held' }))
    focusRegion(t`Held messages`)
  })
  registry.register('view.composer', () => {
    flushSync(() => setUi({ resultsTab: 'composer' }))
    focusRegion(t`Composer`)
  })
  registry.register('view.statistics', () => {
    flushSync(() => setUi({ resultsTab: 'statistics' }))
    focusRegion(t`Statistics`)
  })
  registry.register('view.message', () => focusRegion(t`Message`))
  registry.register('view.client', () => focusRegion(t`Client`))
  registry.register('view.scenarios', () => focusRegion(t`Scenarios`))
  registry.register('view.nextRegion', focusNextRegion)
}

async function copyAddress(store: AppStore): Promise<void> {
  const { server } = store.getState()
  if (server.state !== 'running') {
    notifyError(t`There is no address to copy: the server is not running (${describeServerStatus(server)}).`)
    return
  }
  if (await perform('app.copyText', server.url)) notifyDone(t`Copied ${server.url}`)
}
