/** The keys of lists, which are no commands: the help and the docs read them here. */
export const listShortcuts: readonly { readonly title: string; readonly key: string }[] = [
  { title: 'Move', key: '↑ ↓' },
  { title: 'First or last', key: 'Home End' },
  { title: 'Open', key: 'Enter' },
  { title: 'Actions of a file', key: 'Shift+F10' },
  { title: 'Choose a scenario by its number', key: '0 … 9' },
  { title: 'Move a scenario', key: 'Alt+↑ Alt+↓' },
  { title: 'Edit or rename a scenario', key: 'F2' },
  { title: 'Remove a scenario', key: 'Delete' },
]
