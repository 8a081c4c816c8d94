import { Kbd } from '@mantine/core'
import { Spotlight, type SpotlightActionData, spotlight } from '@mantine/spotlight'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { type CommandId, commands } from '../../../shared/commands'
import type { SavedMessageFile } from '../../../shared/model/saved-message'
import type { Scenario } from '../../../shared/model/workspace'
import { useCommand, useCommands } from '../../commands/command-context'
import type { CommandRegistry } from '../../commands/command-registry'
import { describeKey } from '../../commands/key-match'
import { isMac } from '../../ipc/bridge'
import { useAppStoreApi } from '../../stores/app-store-context'
import { describeMessageKey } from '../composer/message-keys'
import { sendSaved } from '../composer/send-composed'
import { asInTheFile } from '../scenarios/scenario-words'
import { perform } from '../../ui/perform'

/** Every command of the table that can run right now, every scenario, and every saved message. */
export function Palette() {
  const registry = useCommands()
  const store = useAppStoreApi()
  const [actions, setActions] = useState<SpotlightActionData[]>([])

  useCommand('view.palette', () => {
    // Which commands can run depends on what is on the screen, so the list is made on each opening.
    const { server, scenarios, savedMessages } = store.getState()
    const useless = server.state === 'running' ? 'server.start' : 'server.stop'
    setActions([
      ...commandActions(registry, useless),
      ...scenarioActions(scenarios.all),
      ...messageActions(savedMessages.messages),
    ])
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
      attributes={{ content: { 'aria-label': 'Command palette' } }}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      transitionProps={{ duration: 80, transition: 'pop' }}
      overlayProps={{ backgroundOpacity: 0.2, blur: 0 }}
      nothingFound="No command has this name."
      searchProps={{
        size: 'md',
        placeholder: 'Run a command or choose a scenario…',
        'aria-label': 'Search commands',
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

function scenarioActions(scenarios: readonly Scenario[]): SpotlightActionData[] {
  if (scenarios.length === 0) return []
  return [{ label: asInTheFile, name: null }, ...scenarios.map(({ name }) => ({ label: name, name }))].map(
    ({ label, name }) => ({
      id: `scenario.${name ?? ''}`,
      label: `Scenario: ${label}`,
      onClick: () => void perform('scenario.choose', name),
    }),
  )
}

function messageActions(messages: readonly SavedMessageFile[]): SpotlightActionData[] {
  return messages.map((saved) => ({
    id: `message.${saved.file}`,
    label: `Send message: ${saved.message.name}`,
    onClick: () => void sendSaved(saved),
    rightSection: saved.message.key !== null && (
      <Kbd size="xs">{describeMessageKey(saved.message.key, isMac())}</Kbd>
    ),
  }))
}

/** The palette gives the focus back when it closes; a command that moves the focus has to come after that. */
function afterClosing(run: () => void): void {
  setTimeout(run, 150)
}
