import { Button, Group, Stack, Switch } from '@mantine/core'
import type { ConnectionSummary } from '../../../shared/model/connection'
import { useAppStore } from '../../stores/app-store-context'
import { perform } from '../../ui/perform'
import { type RuleSwitch, ruleSwitches } from './passthrough-switches'

/** A switch per rule on the connection's path that counts for this connection alone. */
export function PassthroughForm({ connection }: { readonly connection: ConnectionSummary }) {
  const rules = useAppStore((state) => state.rules)
  const { id, path, passthrough } = connection
  const switches = ruleSwitches(rules, connection)
  const own = Object.keys(passthrough)
  if (switches.length === 0) {
    return <p>No passthrough rule is for {path}. Add one in Passthrough, then switch it here.</p>
  }
  return (
    <Stack gap="xs">
      {switches.map((one, index) => (
        <Switch
          key={one.view.rule.name}
          label={one.view.rule.name}
          description={wordsOf(one)}
          checked={one.enabled}
          data-autofocus={index === 0 ? true : undefined}
          onChange={({ currentTarget: { checked } }) => {
            // Back where the rule itself stands, it follows the rule again.
            const enabled = checked === one.view.enabled ? null : checked
            void perform('connections.setPassthrough', { connection: id, rule: one.view.rule.name, enabled })
          }}
        />
      ))}
      <p className="u-dim" style={{ margin: 0 }}>
        Acts from the next message on; gone when the connection closes.
      </p>
      <Group justify="flex-end">
        <Button
          variant="default"
          disabled={own.length === 0}
          onClick={() => {
            for (const rule of own) {
              void perform('connections.setPassthrough', { connection: id, rule, enabled: null })
            }
          }}
        >
          Follow the rules again
        </Button>
      </Group>
    </Stack>
  )
}

function wordsOf({ view, isOwn }: RuleSwitch): string {
  const route = `${view.rule.path} → ${view.rule.upstream}`
  return isOwn ? `${route} · ${view.enabled ? 'on' : 'off'} for the others` : route
}
