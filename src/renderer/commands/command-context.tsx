import { createContext, type ReactNode, useContext, useEffect, useEffectEvent } from 'react'
import type { CommandId } from '../../shared/commands'
import type { CommandRegistry } from './command-registry'

const CommandContext = createContext<CommandRegistry | null>(null)

/** Gives the components below it the window's commands. */
export function CommandProvider(props: { readonly registry: CommandRegistry; readonly children: ReactNode }) {
  return <CommandContext value={props.registry}>{props.children}</CommandContext>
}

/** The registry: `useCommands().run('server.start')`. */
export function useCommands(): CommandRegistry {
  const registry = useContext(CommandContext)
  if (!registry) throw new Error('useCommands needs a CommandProvider above it.')
  return registry
}

/** Carries out the command as long as the component is mounted and `enabled` is not false. */
export function useCommand(id: CommandId, handler: () => void, enabled = true): void {
  const registry = useCommands()
  const run = useEffectEvent(handler)
  useEffect(() => (enabled ? registry.register(id, () => run()) : undefined), [registry, id, enabled])
}
