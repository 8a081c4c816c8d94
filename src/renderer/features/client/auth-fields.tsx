import { Group, NativeSelect, TextInput } from '@mantine/core'
import { t } from '../../../shared/text/t'
import { type AuthType, authTypes, type OptionsDraft, type OptionsProblems } from './options-form'

const titles: Readonly<Record<AuthType, string>> = {
  none: t`None`,
  basic: t`User and password (Basic)`,
  bearer: t`Token in a header (Bearer)`,
  query: t`Token in the address (query)`,
}

export interface AuthFieldsProps {
  readonly draft: OptionsDraft
  readonly problems: OptionsProblems
  readonly onChange: (part: Partial<OptionsDraft>) => void
}

/** How the client says who it is. */
export function AuthFields({ draft, problems, onChange }: AuthFieldsProps) {
  return (
    <>
      <NativeSelect
        label={t`Authentication`}
        data={authTypes.map((value) => ({ value, label: titles[value] }))}
        value={draft.auth}
        onChange={(event) => {
          const chosen = authTypes.find((type) => type === event.currentTarget.value)
          if (chosen) onChange({ auth: chosen })
        }}
      />
      {draft.auth === 'basic' && (
        <Group grow align="flex-start" gap="xs">
          <TextInput
            label={t`User`}
            spellCheck={false}
            value={draft.user}
            error={problems.user}
            onChange={(event) => onChange({ user: event.currentTarget.value })}
          />
          <TextInput
            label={t`Password`}
            type="password"
            value={draft.password}
            onChange={(event) => onChange({ password: event.currentTarget.value })}
          />
        </Group>
      )}
      {(draft.auth === 'bearer' || draft.auth === 'query') && (
        <Group grow align="flex-start" gap="xs">
          {draft.auth === 'query' && (
            <TextInput
              label={t`Parameter`}
              spellCheck={false}
              value={draft.parameter}
              error={problems.parameter}
              onChange={(event) => onChange({ parameter: event.currentTarget.value })}
            />
          )}
          <TextInput
            label={t`Token`}
            type="password"
            value={draft.token}
            error={problems.token}
            onChange={(event) => onChange({ token: event.currentTarget.value })}
          />
        </Group>
      )}
    </>
  )
}
