const timeCommands = [
  {
    id: 'traffic.time.relative',
    title: 'Time column: since the first entry',
    key: null,
    menu: 'Traffic',
    submenu: { title: 'Time column', label: 'Since the first entry' },
  },
  {
    id: 'traffic.time.delta',
    title: 'Time column: since the row above',
    key: null,
    menu: 'Traffic',
    submenu: { title: 'Time column', label: 'Since the row above' },
  },
  {
    id: 'traffic.time.clock',
    title: 'Time column: time of day',
    key: null,
    menu: 'Traffic',
    submenu: { title: 'Time column', label: 'Time of day' },
  },
] as const satisfies readonly CommandDefinition[]

const themeCommands = [
  {
    id: 'view.theme.system',
    title: 'Theme: as the system',
    key: null,
    menu: 'View',
    submenu: { title: 'Theme', label: 'As the system' },
  },
  {
    id: 'view.theme.light',
    title: 'Theme: light',
    key: null,
    menu: 'View',
    submenu: { title: 'Theme', label: 'Light' },
  },
  {
    id: 'view.theme.dark',
    title: 'Theme: dark',
    key: null,
    menu: 'View',
    submenu: { title: 'Theme', label: 'Dark' },
  },
] as const satisfies readonly CommandDefinition[]

/** Every command of the window: the keys, the menu, the palette and the help all read this table. */
export const commands = [
  { id: 'file.save', title: 'Save and reload', key: 'CmdOrCtrl+S', menu: 'File' },
  { id: 'file.format', title: 'Format file', key: 'CmdOrCtrl+Shift+F', menu: 'File' },
  { id: 'file.newHandler', title: 'New handler…', key: 'CmdOrCtrl+N', menu: 'File' },
  { id: 'file.close', title: 'Close the file', key: 'CmdOrCtrl+W', menu: 'File' },
  { id: 'file.reopen', title: 'Reopen the closed file', key: 'CmdOrCtrl+Shift+T', menu: 'File' },
  { id: 'workspace.open', title: 'Open workspace…', key: 'CmdOrCtrl+O', menu: 'File' },
  { id: 'workspace.sample.chat', title: 'Open the Chat sample', key: null, menu: 'File' },
  { id: 'workspace.sample.live-prices', title: 'Open the Live prices sample', key: null, menu: 'File' },
  { id: 'workspace.sample.passthrough', title: 'Open the Passthrough sample', key: null, menu: 'File' },
  { id: 'workspace.trust', title: 'Trust and run the workspace', key: null, menu: 'File' },
  { id: 'app.settings', title: 'Settings…', key: 'CmdOrCtrl+,', menu: 'File' },
  { id: 'server.start', title: 'Start server', key: null, menu: 'Server' },
  { id: 'server.stop', title: 'Stop server', key: null, menu: 'Server' },
  { id: 'server.copyAddress', title: 'Copy address', key: null, menu: 'Server' },
  { id: 'handlers.reload', title: 'Reload handlers', key: 'CmdOrCtrl+Shift+R', menu: 'Server' },
  { id: 'passthrough.add', title: 'Add passthrough rule…', key: null, menu: 'Server' },
  { id: 'breakpoints.add', title: 'Add breakpoint…', key: null, menu: 'Server' },
  { id: 'faults.add', title: 'Add fault…', key: null, menu: 'Server' },
  { id: 'scenarios.add', title: 'Add scenario…', key: null, menu: 'Server' },
  { id: 'scenarios.capture', title: 'Keep what is switched now as a scenario…', key: null, menu: 'Server' },
  { id: 'scenarios.next', title: 'Next scenario', key: 'F9', menu: 'Server' },
  { id: 'scenarios.previous', title: 'Previous scenario', key: 'Shift+F9', menu: 'Server' },
  { id: 'client.connect', title: 'Connect the built-in client', key: null, menu: 'Server' },
  { id: 'client.disconnect', title: 'Disconnect the built-in client', key: null, menu: 'Server' },
  { id: 'rooms.map', title: 'Who is in which room…', key: null, menu: 'Server' },
  { id: 'traffic.filter', title: 'Filter traffic', key: 'CmdOrCtrl+F', menu: 'Traffic' },
  { id: 'traffic.pause', title: 'Pause or resume the view', key: 'CmdOrCtrl+.', menu: 'Traffic' },
  { id: 'traffic.newest', title: 'Jump to newest', key: null, menu: 'Traffic' },
  { id: 'traffic.clear', title: 'Clear traffic', key: 'CmdOrCtrl+L', menu: 'Traffic' },
  { id: 'traffic.export', title: 'Export traffic…', key: null, menu: 'Traffic' },
  { id: 'traffic.heartbeats', title: 'Show or hide ping and pong', key: null, menu: 'Traffic' },
  { id: 'traffic.copySelection', title: 'Copy the selected entries', key: null, menu: 'Traffic' },
  { id: 'traffic.exportSelection', title: 'Export the selected entries…', key: null, menu: 'Traffic' },
  { id: 'traffic.mark', title: 'Mark the entry, or remove its mark', key: 'CmdOrCtrl+F2', menu: 'Traffic' },
  { id: 'traffic.note', title: 'Note on the entry…', key: null, menu: 'Traffic' },
  { id: 'traffic.nextMark', title: 'Next marked entry', key: 'F4', menu: 'Traffic' },
  { id: 'traffic.previousMark', title: 'Previous marked entry', key: 'Shift+F4', menu: 'Traffic' },
  ...timeCommands,
  { id: 'message.sendAgain', title: 'Send the message again', key: null, menu: 'Traffic' },
  { id: 'message.edit', title: 'Edit and send the message', key: null, menu: 'Traffic' },
  { id: 'message.copy', title: 'Copy the message', key: null, menu: 'Traffic' },
  { id: 'message.save', title: 'Save the message…', key: null, menu: 'Traffic' },
  { id: 'message.makeHandler', title: 'Make a handler from the message…', key: null, menu: 'Traffic' },
  { id: 'message.find', title: 'Find in the message', key: null, menu: 'Traffic' },
  { id: 'breakpoints.like', title: 'Break on messages like this', key: null, menu: 'Traffic' },
  { id: 'held.release', title: 'Release the held message', key: 'F8', menu: 'Traffic' },
  { id: 'held.drop', title: 'Drop the held message', key: 'CmdOrCtrl+F8', menu: 'Traffic' },
  { id: 'held.releaseAll', title: 'Release all held messages', key: 'Shift+F8', menu: 'Traffic' },
  { id: 'recording.toggle', title: 'Start or stop recording', key: null, menu: 'Traffic' },
  { id: 'recording.list', title: 'Recordings…', key: null, menu: 'Traffic' },
  { id: 'recording.import', title: 'Import HAR or JSONL…', key: null, menu: 'Traffic' },
  { id: 'view.palette', title: 'Command palette', key: 'CmdOrCtrl+K', menu: 'View' },
  { id: 'view.connections', title: 'Focus Connections', key: 'CmdOrCtrl+1', menu: 'View' },
  { id: 'view.rooms', title: 'Focus Rooms', key: 'CmdOrCtrl+2', menu: 'View' },
  { id: 'view.handlers', title: 'Focus Handlers', key: 'CmdOrCtrl+3', menu: 'View' },
  { id: 'view.traffic', title: 'Focus Traffic', key: 'CmdOrCtrl+4', menu: 'View' },
  { id: 'view.message', title: 'Focus Message', key: 'CmdOrCtrl+5', menu: 'View' },
  { id: 'view.client', title: 'Focus Client', key: 'CmdOrCtrl+6', menu: 'View' },
  { id: 'view.held', title: 'Focus Held messages', key: 'CmdOrCtrl+7', menu: 'View' },
  { id: 'view.composer', title: 'Focus Composer', key: 'CmdOrCtrl+8', menu: 'View' },
  { id: 'view.statistics', title: 'Focus Statistics', key: 'F7', menu: 'View' },
  { id: 'view.scenarios', title: 'Focus Scenarios', key: 'CmdOrCtrl+9', menu: 'View' },
  { id: 'view.nextRegion', title: 'Next region', key: 'F6', menu: 'View' },
  { id: 'view.console', title: 'Show or hide the console', key: 'CmdOrCtrl+J', menu: 'View' },
  { id: 'view.clearConsole', title: 'Clear console', key: null, menu: 'View' },
  { id: 'view.groupConnections', title: 'Group connections by path, or not', key: null, menu: 'View' },
  ...themeCommands,
  { id: 'view.moreContrast', title: 'More contrast, on or off', key: null, menu: 'View' },
  { id: 'view.zoomIn', title: 'Zoom in', key: 'CmdOrCtrl+Plus', menu: 'View' },
  { id: 'view.zoomOut', title: 'Zoom out', key: 'CmdOrCtrl+-', menu: 'View' },
  { id: 'view.zoomReset', title: 'Actual size', key: 'CmdOrCtrl+0', menu: 'View' },
  { id: 'view.fullScreen', title: 'Full screen, on or off', key: 'F11', menu: 'View' },
  { id: 'help.shortcuts', title: 'Keyboard shortcuts', key: 'F1', menu: 'Help' },
  { id: 'help.tour', title: 'Take the tour', key: null, menu: 'Help' },
  { id: 'help.about', title: 'About Understudy', key: null, menu: 'Help' },
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
