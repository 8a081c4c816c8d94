import { t } from './text/t'

const timeCommands = [
  {
    id: 'traffic.time.relative',
    title: t`Time column: since the first entry`,
    key: null,
    menu: 'Traffic',
    submenu: { title: t`Time column`, label: t`Since the first entry` },
  },
  {
    id: 'traffic.time.delta',
    title: t`Time column: since the row above`,
    key: null,
    menu: 'Traffic',
    submenu: { title: t`Time column`, label: t`Since the row above` },
  },
  {
    id: 'traffic.time.clock',
    title: t`Time column: time of day`,
    key: null,
    menu: 'Traffic',
    submenu: { title: t`Time column`, label: t`Time of day` },
  },
] as const satisfies readonly CommandDefinition[]

const themeCommands = [
  {
    id: 'view.theme.system',
    title: t`Theme: as the system`,
    key: null,
    menu: 'View',
    submenu: { title: t`Theme`, label: t`As the system` },
  },
  {
    id: 'view.theme.light',
    title: t`Theme: light`,
    key: null,
    menu: 'View',
    submenu: { title: t`Theme`, label: t`Light` },
  },
  {
    id: 'view.theme.dark',
    title: t`Theme: dark`,
    key: null,
    menu: 'View',
    submenu: { title: t`Theme`, label: t`Dark` },
  },
] as const satisfies readonly CommandDefinition[]

/** Every command of the window: the keys, the menu, the palette and the help all read this table. */
export const commands = [
  { id: 'file.save', title: t`Save and reload`, key: 'CmdOrCtrl+S', menu: 'File' },
  { id: 'file.format', title: t`Format file`, key: 'CmdOrCtrl+Shift+F', menu: 'File' },
  { id: 'file.newHandler', title: t`New handler…`, key: 'CmdOrCtrl+N', menu: 'File' },
  { id: 'file.close', title: t`Close the file`, key: 'CmdOrCtrl+W', menu: 'File' },
  { id: 'file.reopen', title: t`Reopen the closed file`, key: 'CmdOrCtrl+Shift+T', menu: 'File' },
  { id: 'workspace.open', title: t`Open workspace…`, key: 'CmdOrCtrl+O', menu: 'File' },
  { id: 'workspace.sample.chat', title: t`Open the Chat sample`, key: null, menu: 'File' },
  { id: 'workspace.sample.live-prices', title: t`Open the Live prices sample`, key: null, menu: 'File' },
  { id: 'workspace.sample.passthrough', title: t`Open the Passthrough sample`, key: null, menu: 'File' },
  { id: 'workspace.trust', title: t`Trust and run the workspace`, key: null, menu: 'File' },
  { id: 'app.settings', title: t`Settings…`, key: 'CmdOrCtrl+,', menu: 'File' },
  { id: 'server.start', title: t`Start server`, key: null, menu: 'Server' },
  { id: 'server.stop', title: t`Stop server`, key: null, menu: 'Server' },
  { id: 'server.copyAddress', title: t`Copy address`, key: null, menu: 'Server' },
  { id: 'handlers.reload', title: t`Reload handlers`, key: 'CmdOrCtrl+Shift+R', menu: 'Server' },
  { id: 'passthrough.add', title: t`Add passthrough rule…`, key: null, menu: 'Server' },
  { id: 'breakpoints.add', title: t`Add breakpoint…`, key: null, menu: 'Server' },
  { id: 'faults.add', title: t`Add fault…`, key: null, menu: 'Server' },
  { id: 'scenarios.add', title: t`Add scenario…`, key: null, menu: 'Server' },
  { id: 'scenarios.capture', title: t`Keep what is switched now as a scenario…`, key: null, menu: 'Server' },
  { id: 'scenarios.next', title: t`Next scenario`, key: 'F9', menu: 'Server' },
  { id: 'scenarios.previous', title: t`Previous scenario`, key: 'Shift+F9', menu: 'Server' },
  { id: 'client.connect', title: t`Connect the built-in client`, key: null, menu: 'Server' },
  { id: 'client.disconnect', title: t`Disconnect the built-in client`, key: null, menu: 'Server' },
  { id: 'client.options', title: t`Options of the client…`, key: null, menu: 'Server' },
  { id: 'client.new', title: t`New client`, key: null, menu: 'Server' },
  { id: 'client.duplicate', title: t`Duplicate the client`, key: null, menu: 'Server' },
  { id: 'client.close', title: t`Close the client`, key: null, menu: 'Server' },
  { id: 'client.sideBySide', title: t`Show the clients side by side, or as tabs`, key: null, menu: 'Server' },
  { id: 'rooms.map', title: t`Who is in which room…`, key: null, menu: 'Server' },
  { id: 'traffic.filter', title: t`Filter traffic`, key: 'CmdOrCtrl+F', menu: 'Traffic' },
  { id: 'traffic.pause', title: t`Pause or resume the view`, key: 'CmdOrCtrl+.', menu: 'Traffic' },
  { id: 'traffic.newest', title: t`Jump to newest`, key: null, menu: 'Traffic' },
  { id: 'traffic.clear', title: t`Clear traffic`, key: 'CmdOrCtrl+L', menu: 'Traffic' },
  { id: 'traffic.export', title: t`Export traffic…`, key: null, menu: 'Traffic' },
  { id: 'traffic.heartbeats', title: t`Show or hide ping and pong`, key: null, menu: 'Traffic' },
  { id: 'traffic.copySelection', title: t`Copy the selected entries`, key: null, menu: 'Traffic' },
  { id: 'traffic.exportSelection', title: t`Export the selected entries…`, key: null, menu: 'Traffic' },
  { id: 'traffic.mark', title: t`Mark the entry, or remove its mark`, key: 'CmdOrCtrl+F2', menu: 'Traffic' },
  { id: 'traffic.note', title: t`Note on the entry…`, key: null, menu: 'Traffic' },
  { id: 'traffic.nextMark', title: t`Next marked entry`, key: 'F4', menu: 'Traffic' },
  { id: 'traffic.previousMark', title: t`Previous marked entry`, key: 'Shift+F4', menu: 'Traffic' },
  ...timeCommands,
  { id: 'message.sendAgain', title: t`Send the message again`, key: null, menu: 'Traffic' },
  { id: 'message.edit', title: t`Edit and send the message`, key: null, menu: 'Traffic' },
  { id: 'message.copy', title: t`Copy the message`, key: null, menu: 'Traffic' },
  { id: 'message.save', title: t`Save the message…`, key: null, menu: 'Traffic' },
  { id: 'message.makeHandler', title: t`Make a handler from the message…`, key: null, menu: 'Traffic' },
  { id: 'message.find', title: t`Find in the message`, key: null, menu: 'Traffic' },
  { id: 'breakpoints.like', title: t`Break on messages like this`, key: null, menu: 'Traffic' },
  { id: 'held.release', title: t`Release the held message`, key: 'F8', menu: 'Traffic' },
  { id: 'held.drop', title: t`Drop the held message`, key: 'CmdOrCtrl+F8', menu: 'Traffic' },
  { id: 'held.releaseAll', title: t`Release all held messages`, key: 'Shift+F8', menu: 'Traffic' },
  { id: 'recording.toggle', title: t`Start or stop recording`, key: null, menu: 'Traffic' },
  { id: 'recording.list', title: t`Recordings…`, key: null, menu: 'Traffic' },
  { id: 'recording.import', title: t`Import HAR or JSONL…`, key: null, menu: 'Traffic' },
  { id: 'view.palette', title: t`Command palette`, key: 'CmdOrCtrl+K', menu: 'View' },
  { id: 'view.connections', title: t`Focus Connections`, key: 'CmdOrCtrl+1', menu: 'View' },
  { id: 'view.rooms', title: t`Focus Rooms`, key: 'CmdOrCtrl+2', menu: 'View' },
  { id: 'view.handlers', title: t`Focus Handlers`, key: 'CmdOrCtrl+3', menu: 'View' },
  { id: 'view.traffic', title: t`Focus Traffic`, key: 'CmdOrCtrl+4', menu: 'View' },
  { id: 'view.message', title: t`Focus Message`, key: 'CmdOrCtrl+5', menu: 'View' },
  { id: 'view.client', title: t`Focus Client`, key: 'CmdOrCtrl+6', menu: 'View' },
  { id: 'view.held', title: t`Focus Held messages`, key: 'CmdOrCtrl+7', menu: 'View' },
  { id: 'view.composer', title: t`Focus Composer`, key: 'CmdOrCtrl+8', menu: 'View' },
  { id: 'view.statistics', title: t`Focus Statistics`, key: 'F7', menu: 'View' },
  { id: 'view.scenarios', title: t`Focus Scenarios`, key: 'CmdOrCtrl+9', menu: 'View' },
  { id: 'view.nextRegion', title: t`Next region`, key: 'F6', menu: 'View' },
  { id: 'view.console', title: t`Show or hide the console`, key: 'CmdOrCtrl+J', menu: 'View' },
  { id: 'view.clearConsole', title: t`Clear console`, key: null, menu: 'View' },
  { id: 'view.groupConnections', title: t`Group connections by path, or not`, key: null, menu: 'View' },
  ...themeCommands,
  { id: 'view.moreContrast', title: t`More contrast, on or off`, key: null, menu: 'View' },
  { id: 'view.zoomIn', title: t`Zoom in`, key: 'CmdOrCtrl+Plus', menu: 'View' },
  { id: 'view.zoomOut', title: t`Zoom out`, key: 'CmdOrCtrl+-', menu: 'View' },
  { id: 'view.zoomReset', title: t`Actual size`, key: 'CmdOrCtrl+0', menu: 'View' },
  { id: 'view.fullScreen', title: t`Full screen, on or off`, key: 'F11', menu: 'View' },
  { id: 'help.shortcuts', title: t`Keyboard shortcuts`, key: 'F1', menu: 'Help' },
  { id: 'help.tour', title: t`Take the tour`, key: null, menu: 'Help' },
  { id: 'help.about', title: t`About Understudy`, key: null, menu: 'Help' },
] as const satisfies readonly CommandDefinition[]

export interface CommandDefinition {
  readonly id: string
  readonly title: string
  /** In Electron's accelerator notation; null where the command has no key. */
  readonly key: string | null
  readonly menu: 'File' | 'Server' | 'Traffic' | 'View' | 'Help'
  /** Where it stands in a menu of its own within `menu`: what that is called, and what the command is called there. */
  readonly submenu?: { readonly title: string; readonly label: string }
}

export type CommandId = (typeof commands)[number]['id']
