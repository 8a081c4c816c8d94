import { Kbd } from '@mantine/core'
import { Spotlight, type SpotlightActionData, spotlight } from '@mantine/spotlight'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { type CommandId, commands } from '../../../shared/commands'
import { t } from '../../../shared/text/t'
import { useCommand, useCommands } from '../../commands/command-context'
import type { CommandRegistry } from '../../commands/command-registry'
import { describeKey } from '../../commands/key-match'
import { isMac } from '../../ipc/bridge'
import { useAppStoreApi } from '../../stores/app-store-context'
import { type PaletteEntry, paletteEntries } from './palette-entries'

/** Every command of the table that can run right now, and what the workspace has to switch, to run and to send. */
export function Palette() {
  const registry = useCommands()
  const store = useAppStoreApi()
  const [actions, setActions] = useState<SpotlightActionData[]>([])

  useCommand('view.palette', () => {
    // Which commands can run depends on what is on the screen, so the list is made on each opening.
    const data = store.getState()
    const useless = data.server.state === 'running' ? 'server.start' : 'server.stop'
    setActions([...commandActions(registry, useless), ...paletteEntries(data, isMac()).map(entryAction)])
    spotlight.toggle()
  })

  return (
    <Spotlight
      actions={actions}
      shortcut={null}
      scrollable
      maxHeight={420}
      size={560}
      radius="md"
      data-palette
      attributes={{ content: { 'aria-label': t`Command palette` } }}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      transitionProps={{ duration: 80, transition: 'pop' }}
      overlayProps={{ backgroundOpacity: 0.2, blur: 0 }}
      nothingFound={t`No command has this name.`}
      searchProps={{
        size: 'md',
        placeholder: t`Run a command, turn a switch, choose a scenario…`,
        'aria-label': t`Search commands`,
        leftSection: <Search size={16} aria-hidden />,
      }}
    />
  )
}

function commandActions(registry: CommandRegistry, useless: CommandId): SpotlightActionData[] {
  return commands
    .filter(({ id }) => id !== 'view.palette' && id !== useless && registry.has(id))
    .map(({ id, title, key, menu }) => ({
      id,
      label: title,
      group: menu,
      onClick: () => afterClosing(() => registry.run(id)),
      rightSection: key && <Kbd size="xs">{describeKey(key, isMac())}</Kbd>,
    }))
}

function entryAction({ id, label, description, key, run }: PaletteEntry): SpotlightActionData {
  return {
    id,
    label,
    ...(description !== undefined && { description }),
    onClick: () => void run(),
    rightSection: key !== undefined && <Kbd size="xs">{key}</Kbd>,
  }
}

/** The palette gives the focus back when it closes; a command that moves the focus has to come after that. */
function afterClosing(run: () => void): void {
  setTimeout(run, 150)
}
