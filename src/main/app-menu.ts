import type { MenuItemConstructorOptions } from 'electron'
import { type CommandDefinition, type CommandId, commands } from '../shared/commands'
import type { Preferences } from '../shared/model/preferences'
import { t } from '../shared/text/t'

export interface AppMenuOptions {
  readonly platform: NodeJS.Platform
  /** Adds the developer tools. */
  readonly development: boolean
  /** Which items have a tick. */
  readonly preferences: Pick<Preferences, 'theme' | 'moreContrast'>
  readonly run: (command: CommandId) => void
  /** Folders, the latest first. */
  readonly recentWorkspaces: readonly string[]
  readonly openRecent: (folder: string) => void
}

const separator: MenuItemConstructorOptions = { type: 'separator' }

/** The application menu: the table of commands, and the system's own roles. There is no reload in it. */
export function appMenuTemplate(options: AppMenuOptions): MenuItemConstructorOptions[] {
  const isMac = options.platform === 'darwin'
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: t`&File`,
      submenu: [
        ...itemsOf('File', options),
        recentMenu(options),
        separator,
        isMac ? closeWindow : { role: 'quit' },
      ],
    },
    editMenu,
    { label: t`&Server`, submenu: itemsOf('Server', options) },
    { label: t`&Traffic`, submenu: itemsOf('Traffic', options) },
    viewMenu(options),
    isMac ? { role: 'windowMenu' } : { label: t`&Window`, submenu: [{ role: 'minimize' }, { role: 'zoom' }] },
    { role: 'help', submenu: itemsOf('Help', options) },
  ]
}

/** With Shift: the key without it closes a file, and the window ends the server. */
const closeWindow: MenuItemConstructorOptions = { role: 'close', accelerator: 'Shift+CmdOrCtrl+W' }

function recentMenu({ recentWorkspaces, openRecent }: AppMenuOptions): MenuItemConstructorOptions {
  return {
    label: t`Open recent`,
    enabled: recentWorkspaces.length > 0,
    submenu: recentWorkspaces.map((folder) => ({ label: folder, click: () => openRecent(folder) })),
  }
}

const editMenu: MenuItemConstructorOptions = {
  label: t`&Edit`,
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
    label: t`&View`,
    submenu: [
      ...itemsOf('View', options),
      ...(options.development ? [separator, { role: 'toggleDevTools' } as const] : []),
    ],
  }
}

/** The commands of a menu in the order of the table; those of a submenu stand where its first one does. */
function itemsOf(menu: CommandDefinition['menu'], options: AppMenuOptions): MenuItemConstructorOptions[] {
  const own: readonly Command[] = commands.filter((command) => command.menu === menu)
  return own.flatMap((command, index) => {
    const { submenu } = command
    if (submenu === undefined) return [itemOf(command, options)]
    const siblings = own.filter((other) => other.submenu?.title === submenu.title)
    if (siblings[0] !== own[index]) return []
    return [{ label: submenu.title, submenu: siblings.map((sibling) => itemOf(sibling, options)) }]
  })
}

type Command = CommandDefinition & { readonly id: CommandId }

function itemOf(
  { id, title, key, submenu }: Command,
  { run, preferences }: AppMenuOptions,
): MenuItemConstructorOptions {
  return {
    id,
    label: submenu?.label ?? title,
    click: () => run(id),
    // The key is only shown: the page decides what it means where the focus is (the editor has its own Ctrl+F).
    ...(key === null ? {} : { accelerator: key, registerAccelerator: false }),
    ...tickOf(id, preferences),
  }
}

function tickOf(
  id: CommandId,
  { theme, moreContrast }: AppMenuOptions['preferences'],
): Pick<MenuItemConstructorOptions, 'type' | 'checked'> {
  if (id === 'view.moreContrast') return { type: 'checkbox', checked: moreContrast }
  if (!id.startsWith('view.theme.')) return {}
  return { type: 'radio', checked: id === `view.theme.${theme}` }
}
