import { Button, Group, Stack, Switch } from '@mantine/core'
import { t } from '../../../shared/text/t'
import type { OwnSwitch } from './own-switch'

export interface OwnSwitchesProps {
  readonly switches: readonly OwnSwitch[]
  /** `enabled` null: the connection follows the others again. */
  readonly onSwitch: (name: string, enabled: boolean | null) => void
  /** When it acts. */
  readonly hint: string
  /** The button that takes back all of them. */
  readonly followAgain: string
}

/** Switches that count for one connection alone. */
export function OwnSwitches({ switches, onSwitch, hint, followAgain }: OwnSwitchesProps) {
  const own = switches.filter(({ isOwn }) => isOwn)
  return (
    <Stack gap="xs">
      {switches.map(({ name, description, enabled, forOthers, isOwn }, index) => (
        <Switch
          key={name}
          label={name}
          description={isOwn ? t`${description} · ${forOthers ? t`on` : t`off`} for the others` : description}
          checked={enabled}
          data-autofocus={index === 0 ? true : undefined}
          // Back where it stands for the others, the connection follows them again.
          onChange={({ currentTarget: { checked } }) =>
            onSwitch(name, checked === forOthers ? null : checked)
          }
        />
      ))}
      <p className="u-dim" style={{ margin: 0 }}>
        {hint}
      </p>
      <Group justify="flex-end">
        <Button
          variant="default"
          disabled={own.length === 0}
          onClick={() => {
            for (const { name } of own) onSwitch(name, null)
          }}
        >
          {followAgain}
        </Button>
      </Group>
    </Stack>
  )
}
