import { Select } from '@mantine/core'
import { useAppStore } from '../../stores/app-store-context'
import { perform } from '../../ui/perform'

/** Stands for "no scenario"; the names of scenarios get a prefix, so none of them can be the same. */
const asInTheFile = 'file'
const prefix = 'scenario:'

/** Chooses among the workspace's scenarios; the choice takes effect on open sockets at once. */
export function ScenarioSelect() {
  const { all, active } = useAppStore((state) => state.scenarios)
  return (
    <Select
      aria-label="Scenario"
      title={all.length === 0 ? 'This workspace has no scenarios: add some to understudy.json' : 'Scenario'}
      w={150}
      allowDeselect={false}
      checkIconPosition="right"
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      data={[
        { value: asInTheFile, label: 'As in the file' },
        ...all.map(({ name }) => ({ value: prefix + name, label: name })),
      ]}
      value={active === null ? asInTheFile : prefix + active}
      onChange={(value) => {
        if (value !== null)
          void perform('scenario.choose', value === asInTheFile ? null : value.slice(prefix.length))
      }}
    />
  )
}
