import type { MenuItemConstructorOptions } from 'electron'
import { type CommandDefinition, type CommandId, commands } from '../shared/commands'
import { type Theme, themes } from '../shared/model/preferences'

export interface AppMenuOptions {
  readonly platform: NodeJS.Platform
  /** Adds the developer tools. */
  readonly development: boolean
  readonly theme: Theme
  readonly run: (command: CommandId) => void
  readonly chooseTheme: (theme: Theme) => void
  /** Folders, the latest first. */
  readonly recentWorkspaces: readonly string[]
  readonly openRecent: (folder: string) => void
}

const separator: MenuItemConstructorOptions = { type: 'separator' }
const themeTitles: Readonly<Record<Theme, string>> = {
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
}

/** The application menu: the table of commands, and the system's own roles. There is no reload in it. */
export function appMenuTemplate(options: AppMenuOptions): MenuItemConstructorOptions[] {
  const isMac = options.platform === 'darwin'
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        ...itemsOf('File', options),
        recentMenu(options),
        separator,
        isMac ? closeWindow : { role: 'quit' },
      ],
    },
    editMenu,
    { label: '&Server', submenu: itemsOf('Server', options) },
    { label: '&Traffic', submenu: itemsOf('Traffic', options) },
    viewMenu(options),
    isMac ? { role: 'windowMenu' } : { label: '&Window', submenu: [{ role: 'minimize' }, { role: 'zoom' }] },
    { role: 'help', submenu: itemsOf('Help', options) },
  ]
}

/** With Shift: the key without it closes a file, and the window ends the server. */
const closeWindow: MenuItemConstructorOptions = { role: 'close', accelerator: 'Shift+CmdOrCtrl+W' }

function recentMenu({ recentWorkspaces, openRecent }: AppMenuOptions): MenuItemConstructorOptions {
  return {
    label: 'Open recent',
    enabled: recentWorkspaces.length > 0,
    submenu: recentWorkspaces.map((folder) => ({ label: folder, click: () => openRecent(folder) })),
  }
}

const editMenu: MenuItemConstructorOptions = {
  label: '&Edit',
  submenu: [
    { role: 'undo' },
    { role: 'redo' },
    separator,
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    separator,
    { role: 'selectAll' },
  ],
}

function viewMenu(options: AppMenuOptions): MenuItemConstructorOptions {
  return {
    label: '&View',
    submenu: [
      ...itemsOf('View', options),
      separator,
      { label: 'Theme', submenu: themes.map((theme) => themeItem(theme, options)) },
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
      ...(options.development ? [separator, { role: 'toggleDevTools' } as const] : []),
    ],
  }
}

function themeItem(theme: Theme, options: AppMenuOptions): MenuItemConstructorOptions {
  return {
    label: themeTitles[theme],
    type: 'radio',
    checked: theme === options.theme,
    click: () => options.chooseTheme(theme),
  }
}

function itemsOf(
  menu: CommandDefinition['menu'],
  { run }: Pick<AppMenuOptions, 'run'>,
): MenuItemConstructorOptions[] {
  return commands
    .filter((command) => command.menu === menu)
    .map((command) => ({
      id: command.id,
      label: command.title,
      click: () => run(command.id),
      // The key is only shown: the page decides what it means where the focus is (the editor has its own Ctrl+F).
      ...(command.key === null ? {} : { accelerator: command.key, registerAccelerator: false }),
    }))
}
