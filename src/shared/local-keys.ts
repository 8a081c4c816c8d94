/** What keys mean while one place has the focus: the help and the docs read them here. They are no commands. */
export interface LocalKeys {
  /** The place, as a heading. */
  readonly place: string
  readonly keys: readonly LocalKey[]
}

export interface LocalKey {
  readonly title: string
  /** One or more of them with spaces between, each in Electron's accelerator notation. */
  readonly key: string
  /** On macOS, where they are others there; in the words of that system. */
  readonly mac?: string
}

/** Every key that counts in one place only. */
export const localKeys: readonly LocalKeys[] = [
  {
    place: 'Lists',
    keys: [
      { title: 'Move', key: '↑ ↓' },
      { title: 'Move by a page', key: 'PageUp PageDown' },
      { title: 'First or last', key: 'Home End' },
      { title: 'Open', key: 'Enter' },
      { title: 'Unfold or fold', key: '→ ←' },
      { title: 'Actions', key: 'Shift+F10' },
      { title: 'Select nothing', key: 'Escape' },
    ],
  },
  {
    place: 'Traffic list',
    keys: [
      { title: 'Select more', key: 'Shift+↑ Shift+↓' },
      { title: 'Select everything', key: 'CmdOrCtrl+A' },
      { title: 'Copy the selected entries', key: 'CmdOrCtrl+C' },
      { title: 'From the filter to the list', key: '↓' },
    ],
  },
  {
    place: 'Message',
    keys: [
      { title: 'Next or previous tab', key: '→ ←' },
      { title: 'Copy the value', key: 'CmdOrCtrl+C' },
      { title: 'Copy the path of the value', key: 'CmdOrCtrl+Shift+C' },
      { title: 'Next or previous match', key: 'Enter Shift+Enter' },
    ],
  },
  {
    place: 'Rooms',
    keys: [
      { title: 'Take a member out of its room', key: 'Delete' },
      { title: 'Put in or take out, in the map of rooms', key: 'Space' },
    ],
  },
  {
    place: 'Scenario list',
    keys: [
      { title: 'Choose a scenario by its number', key: '0 … 9' },
      { title: 'Move a scenario', key: 'Alt+↑ Alt+↓' },
      { title: 'Edit or rename a scenario', key: 'F2' },
      { title: 'Remove a scenario', key: 'Delete' },
    ],
  },
  {
    place: 'State and metadata',
    keys: [
      { title: 'Edit a value', key: 'Enter' },
      { title: 'Delete a key', key: 'Delete' },
    ],
  },
  {
    place: 'Handler files',
    keys: [
      { title: 'Rename a file', key: 'F2' },
      { title: 'Delete a file', key: 'Delete' },
      { title: 'Next or previous tab', key: '→ ←' },
      { title: 'Close a tab', key: 'Delete' },
    ],
  },
  {
    place: 'Composer and client',
    keys: [
      { title: 'Send from the composer, or from a dialog', key: 'CmdOrCtrl+Enter' },
      { title: 'Send a saved message, anywhere', key: 'Alt+1 … Alt+9', mac: '⌃⌥1 … ⌃⌥9' },
      { title: 'Send from the client', key: 'Enter' },
      { title: 'New line in the client', key: 'Shift+Enter' },
      { title: 'What was sent before', key: '↑ ↓' },
    ],
  },
  {
    place: 'Borders between panes',
    keys: [{ title: 'Move the border', key: '← → ↑ ↓' }],
  },
  {
    place: 'Editor',
    keys: [
      { title: 'Tab key moves the focus instead of indenting', key: 'Ctrl+M', mac: '⌃⇧M' },
      { title: 'All commands of the editor', key: 'F1' },
      { title: 'Find', key: 'CmdOrCtrl+F' },
      { title: 'Complete', key: 'Ctrl+Space', mac: '⌃Space' },
      { title: 'Go to definition', key: 'F12' },
      { title: 'Rename symbol', key: 'F2' },
      { title: 'Next problem', key: 'F8' },
    ],
  },
]
