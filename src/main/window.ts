import { BrowserWindow, dialog, type Input, nativeTheme, screen, type WebContents } from 'electron'
import { translatedSwitch } from '../shared/ipc/channels'
import { t } from '../shared/text/t'
import type { SettingsStore } from './settings'
import { leastSize, openingBounds } from './window-bounds'

export interface MainWindowOptions {
  readonly settings: SettingsStore
  /** Path of the bundled preload. */
  readonly preload: string
  /** What the window shows: `app://understudy/` or the development server's address. */
  readonly url: string
  readonly icon: string
  /** There are texts in another language, so the preload asks for them. */
  readonly translated: boolean
  /** Quits the app; asked for when the page has failed for good. */
  readonly quit: () => void
}

/** The page's own background in both themes, so that nothing flashes while it loads. */
const background = { light: '#ffffff', dark: '#1b1e23' } as const

/** A page that dies again within this time is not reloaded by itself. */
const secondCrashMs = 60_000

/** The app's one window. On macOS it may be closed and opened again while the app runs. */
export class MainWindow {
  #window: BrowserWindow | null = null

  constructor(private readonly options: MainWindowOptions) {}

  /** Null while it is closed. */
  get current(): BrowserWindow | null {
    return this.#window
  }

  get contents(): WebContents | null {
    return this.#window?.webContents ?? null
  }

  /** Opens it, or brings it to the front. */
  show(): void {
    if (this.#window !== null) {
      if (this.#window.isMinimized()) this.#window.restore()
      this.#window.focus()
      return
    }
    this.#window = openWindow(this.options)
    this.#window.once('closed', () => {
      this.#window = null
    })
  }
}

/** Sandboxed, isolated, without Node. */
function openWindow(options: MainWindowOptions): BrowserWindow {
  const saved = options.settings.value.window
  const window = new BrowserWindow({
    ...openingBounds(
      saved,
      screen.getAllDisplays().map((display) => display.workArea),
    ),
    minWidth: leastSize.width,
    minHeight: leastSize.height,
    title: 'Understudy',
    icon: options.icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    show: false,
    webPreferences: {
      preload: options.preload,
      additionalArguments: options.translated ? [translatedSwitch] : [],
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      // From the first layout on: panes that had too little room then would stay as narrow as they became.
      zoomFactor: zoomStep ** options.settings.value.preferences.zoomLevel,
    },
  })
  if (saved?.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => rememberBounds(window, options.settings))
  window.webContents.on('before-input-event', (event, input) => {
    if (isBrowserReload(input)) event.preventDefault()
  })
  keepZoom(window, options.settings)
  recoverFromCrashes(window, options)
  void window.loadURL(options.url)
  return window
}

function rememberBounds(window: BrowserWindow, settings: SettingsStore): void {
  settings.update({ window: { ...window.getNormalBounds(), maximized: window.isMaximized() } })
}

/** What a level more makes of everything's size. */
const zoomStep = 1.2

/** The zoom is the one of the settings, whoever changes it: a command, or the wheel with Ctrl. */
function keepZoom(window: BrowserWindow, settings: SettingsStore): void {
  const apply = (): void => {
    const { zoomLevel } = settings.value.preferences
    // Setting it lays the whole page out anew, also where it is the same but for the rounding of its factor.
    if (Math.abs(window.webContents.getZoomLevel() - zoomLevel) > 0.001)
      window.webContents.setZoomLevel(zoomLevel)
  }
  // Each load begins with the level that Chromium keeps for the origin.
  window.webContents.on('did-finish-load', apply)
  window.webContents.on('zoom-changed', (_event, direction) => settings.zoom(direction))
  const end = settings.events.on('changed', apply)
  window.once('closed', end)
}

/** F5 and Ctrl/Cmd+R; with Shift it is the app's own "Reload handlers". */
function isBrowserReload(input: Input): boolean {
  if (input.key === 'F5') return true
  return input.key.toLowerCase() === 'r' && (input.control || input.meta) && !input.shift && !input.alt
}

/** State lives in main, so a page that crashed is loaded again and nothing is lost; once, lest it loop. */
function recoverFromCrashes(window: BrowserWindow, { quit }: MainWindowOptions): void {
  let crashedAt = Number.NEGATIVE_INFINITY
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit' || window.isDestroyed()) return
    const again = performance.now() - crashedAt < secondCrashMs
    crashedAt = performance.now()
    if (again) void askAfterCrash(window, details.reason, quit)
    else window.webContents.reload()
  })
}

async function askAfterCrash(window: BrowserWindow, reason: string, quit: () => void): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: t`The window stopped working again`,
    detail: t`The page ended unexpectedly (${reason}). The server and its clients are not affected.`,
    buttons: [t`Open it again`, t`Quit Understudy`],
    defaultId: 0,
    cancelId: 0,
  })
  if (response === 1) quit()
  else if (!window.isDestroyed()) window.webContents.reload()
}
