import './language'
import { join, resolve } from 'node:path'
import { app, dialog, Menu, nativeTheme, powerMonitor, protocol, session as webSession } from 'electron'
import { messageOf } from '../shared/errors'
import type { AboutApp } from '../shared/ipc/snapshot'
import { t } from '../shared/text/t'
import { appMenuTemplate } from './app-menu'
import { appOrigin, appScheme, appSchemePrivileges, createAppProtocol } from './app-protocol'
import { ClientHistory } from './client/client-history'
import { electronDesktop } from './desktop'
import { Engine } from './engine/engine'
import { ownerMark } from './engine/process-owner'
import { mayHaveGraphicsDevice } from './graphics'
import { requestHandlers } from './ipc/request-handlers'
import { WindowIpc } from './ipc/window-ipc'
import { linkWindow } from './ipc/window-link'
import { type EnvironmentOptions, readEnvironment, workspaceArgument } from './launch-options'
import { removeOwnedFolders, removeTemporaryFiles } from './leftovers'
import { stopDuringSleep } from './machine-sleep'
import { packagedEsbuild } from './packaged-esbuild'
import { RecordingDesk } from './recording/recording-desk'
import { SettingsStore } from './settings'
import { shutDownCleanly } from './shut-down'
import { MainWindow } from './window'
import { denyEscapes, denyPermissions } from './window-security'
import { DraftFiles } from './workspace/draft-files'
import { SampleLibrary } from './workspace/samples'
import { JsonTrustStore } from './workspace/trust-store'
import { WorkspaceSession } from './workspace/workspace-session'
import { WorkspaceOpener } from './workspace-opener'

const here = import.meta.dirname
const devServer = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL
const log = (message: string, error?: unknown): void => {
  console.error(error === undefined ? message : `${message}: ${messageOf(error)}`)
}

// Before anything asks for a path: the lock below and all of the app's own files follow it.
const ownData = app.commandLine.getSwitchValue('user-data-dir')
if (ownData !== '') app.setPath('userData', resolve(ownData))
if (!mayHaveGraphicsDevice(process.platform)) app.disableHardwareAcceleration()
protocol.registerSchemesAsPrivileged([appSchemePrivileges])
denyEscapes(app, log)

// Nothing is awaited at the top level: in an ES module that would keep Electron from getting ready.
if (app.requestSingleInstanceLock()) {
  app
    .whenReady()
    .then(() => start())
    .catch((error: unknown) => {
      log('Understudy could not start', error)
      dialog.showErrorBox(t`Understudy could not start`, messageOf(error))
      app.exit(1)
    })
} else {
  log(t`Understudy is already running: its window was brought to the front.`)
  app.quit()
}

function argumentOf(argv: readonly string[], cwd: string): string | null {
  return workspaceArgument(argv, app.isPackaged ? null : app.getAppPath(), cwd)
}

async function start(): Promise<void> {
  const userData = app.getPath('userData')
  await removeLeftovers(userData)
  const settings = await SettingsStore.load(join(userData, 'settings.json'), log)
  const { engine, session, samples } = createEngine(readEnvironment(process.env), userData)

  protocol.handle(appScheme, createAppProtocol(join(here, '../renderer')))
  denyPermissions(webSession.defaultSession)
  const window = new MainWindow({
    settings,
    preload: join(here, '../preload/preload.cjs'),
    url: devServer ?? `${appOrigin}/`,
    icon: join(app.getAppPath(), 'assets', 'icon.png'),
    translated: globalThis.understudyTexts !== undefined,
    quit: () => app.quit(),
  })

  const origin = devServer === undefined ? appOrigin : new URL(devServer).origin
  const ipc = new WindowIpc({ contents: () => window.contents, origin, log })
  const recordings = new RecordingDesk({ engine, session })
  const clientHistory = await ClientHistory.load(join(userData, 'client-history.json'), log)
  const link = linkWindow({
    engine,
    session,
    recordings,
    settings,
    clientHistory,
    sampleNames: await samples.names(),
    ipc,
  })
  const isServing = () => engine.serverStatus.state === 'running'
  const opener = new WorkspaceOpener({
    session,
    isServing,
    samples,
    settings,
    report: link.report,
  })
  const drafts = new DraftFiles(join(userData, 'drafts'), log)
  const desktop = electronDesktop(() => window.current)
  const handlers = requestHandlers({
    ...link,
    engine,
    session,
    recordings,
    opener,
    desktop,
    drafts,
    settings,
    about: aboutApp(),
  })
  const endIpc = ipc.start(handlers, (push) => link.pushes.acknowledge(push))

  shutDownCleanly(
    app,
    async () => {
      endIpc()
      link.dispose()
      await session.close()
      await recordings.dispose()
      await engine.dispose()
      await settings.settled()
      await clientHistory.settled()
      await drafts.settled()
    },
    log,
  )
  stopDuringSleep(
    powerMonitor,
    { isServing, start: () => session.startServer(), stop: () => session.stopServer() },
    (error) => link.report(messageOf(error)),
  )
  installMenu({ settings, ipc, opener, report: link.report })
  listenToTheSystem(window, opener, link.report)
  window.show()
  // Whoever started it in a terminal looks there for a sign of life.
  window.current?.once('ready-to-show', () => {
    if (!app.isPackaged) log(t`The window is open; close it or press Ctrl+C to end.`)
  })
  await opener.openAtStart(argumentOf(process.argv, process.cwd()))
}

/** What a run left behind that was killed. */
async function removeLeftovers(userData: string): Promise<void> {
  await removeTemporaryFiles(userData, 'flat')
  await removeTemporaryFiles(join(userData, 'drafts'), 'deep')
  await removeOwnedFolders(join(userData, 'compiled'), '')
}

function createEngine({ overrides, hotReload }: EnvironmentOptions, userData: string) {
  if (app.isPackaged) {
    process.env.ESBUILD_BINARY_PATH = packagedEsbuild(process.resourcesPath, process.platform, process.arch)
  }
  const copies = join(userData, 'samples')
  const samples = new SampleLibrary(join(app.getAppPath(), 'samples'), copies)
  const engine = new Engine({
    handlerWorker: join(here, 'handler-worker.js'),
    captureWorker: join(here, 'capture-worker.js'),
    breakpointWorker: join(here, 'breakpoint-worker.js'),
    compiledFolder: join(userData, 'compiled', `${ownerMark()}load`),
    historyFolder: userData,
    certificateFolder: join(userData, 'certificate'),
    hotReload: hotReload ?? true,
  })
  const session = new WorkspaceSession({
    engine,
    trust: new JsonTrustStore(join(userData, 'trust.json'), [copies]),
    overrides,
    hotReload: hotReload ?? true,
    watch: true,
    sampleOf: (folder) => samples.nameOf(folder),
  })
  return { engine, session, samples }
}

function aboutApp(): AboutApp {
  const { electron = '', chrome = '', node } = process.versions
  return {
    version: app.getVersion(),
    electron,
    chromium: chrome,
    node,
    platform: `${process.platform} ${process.arch}`,
  }
}

interface MenuServices {
  readonly settings: SettingsStore
  readonly ipc: WindowIpc
  readonly opener: WorkspaceOpener
  readonly report: (text: string) => void
}

/** Keeps the menu, and the system's own colours of the window, in step with the settings. */
function installMenu({ settings, ipc, opener, report }: MenuServices): void {
  const install = (): void => {
    const { preferences, recentWorkspaces } = settings.value
    nativeTheme.themeSource = preferences.theme
    const template = appMenuTemplate({
      platform: process.platform,
      development: !app.isPackaged,
      preferences,
      run: (command) => ipc.sendCommand(command),
      recentWorkspaces,
      openRecent: (folder) => {
        opener.open(folder).catch((error: unknown) => report(messageOf(error)))
      },
    })
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }
  settings.events.on('changed', install)
  install()
}

function listenToTheSystem(
  window: MainWindow,
  opener: WorkspaceOpener,
  report: (text: string) => void,
): void {
  app.on('activate', () => window.show())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('second-instance', (_event, argv, cwd) => {
    window.show()
    const folder = argumentOf(argv, cwd)
    if (folder !== null) opener.open(folder).catch((error: unknown) => report(messageOf(error)))
  })
}
