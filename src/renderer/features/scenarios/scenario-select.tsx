import { Select } from '@mantine/core'
import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import { perform } from '../../ui/perform'
import { asInTheFile } from './scenario-words'

/** Stands for "no scenario"; the names of scenarios get a prefix, so none of them can be the same. */
const ownSwitches = 'file'
const prefix = 'scenario:'

/** Chooses among the workspace's scenarios; the choice takes effect on open sockets at once. */
export function ScenarioSelect() {
  const { all, active } = useAppStore((state) => state.scenarios)
  return (
    <Select
      aria-label={t`Scenario`}
      title={
        all.length === 0 ? t`This workspace has no scenarios: add one in the region Scenarios` : t`Scenario`
      }
      w={150}
      allowDeselect={false}
      checkIconPosition="right"
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      data={[
        { value: ownSwitches, label: asInTheFile },
        ...all.map(({ name }) => ({ value: prefix + name, label: name })),
      ]}
      value={active === null ? ownSwitches : prefix + active}
      onChange={(value) => {
        if (value !== null)
          void perform('scenario.choose', value === ownSwitches ? null : value.slice(prefix.length))
      }}
    />
  )
}
