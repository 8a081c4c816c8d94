import { Group, NativeSelect, TextInput } from '@mantine/core'
import { useRef } from 'react'
import { t } from '../../../shared/text/t'
import type { FilterDraft, FilterType } from './rule-form'
import { filterTypes } from './rule-form'

export interface FilterFieldsProps {
  /** The select's accessible name. */
  readonly label: string
  readonly draft: FilterDraft
  /** The kinds of filters to choose from; all unless given. */
  readonly types?: readonly FilterType[]
  readonly problem: string | undefined
  readonly onChange: (draft: FilterDraft) => void
}

const typeWords: Readonly<Record<FilterType, string>> = {
  any: t`Every message`,
  none: t`No message`,
  exact: t`Exact text`,
  regex: t`Regular expression`,
  jsonpath: t`JSONPath`,
}

/** Which messages go one way: a kind of filter, and its value. */
export function FilterFields({ label, draft, problem, types = filterTypes, onChange }: FilterFieldsProps) {
  const { type } = draft
  // The value of one kind is none of another: a text is no JSONPath. It is there again with its kind.
  const values = useRef(new Map<FilterType, string>())
  const choose = (chosen: FilterType) => {
    values.current.set(type, draft.value)
    onChange({ ...draft, type: chosen, value: values.current.get(chosen) ?? '' })
  }
  return (
    <div>
      <NativeSelect
        label={label}
        data={types.map((value) => ({ value, label: typeWords[value] }))}
        value={type}
        onChange={(event) => {
          const chosen = filterTypes.find((value) => value === event.currentTarget.value)
          if (chosen) choose(chosen)
        }}
      />
      {type !== 'any' && type !== 'none' && (
        <Group gap={6} mt={6} align="flex-start" wrap="nowrap">
          <TextInput
            aria-label={`${label}: ${typeWords[type]}`}
            placeholder={placeholders[type]}
            value={draft.value}
            error={problem}
            spellCheck={false}
            styles={{ input: { fontFamily: 'var(--u-font-mono)' } }}
            style={{ flex: 1 }}
            onChange={(event) => onChange({ ...draft, value: event.currentTarget.value })}
          />
          {type === 'regex' && (
            <TextInput
              aria-label={t`${label}: flags`}
              placeholder={t`flags`}
              w={64}
              value={draft.flags}
              onChange={(event) => onChange({ ...draft, flags: event.currentTarget.value })}
            />
          )}
          {type === 'jsonpath' && (
            <TextInput
              aria-label={t`${label}: equals`}
              placeholder={t`equals (JSON, optional)`}
              w={196}
              value={draft.equals}
              onChange={(event) => onChange({ ...draft, equals: event.currentTarget.value })}
            />
          )}
        </Group>
      )}
    </div>
  )
}

const placeholders: Readonly<Record<Exclude<FilterType, 'any' | 'none'>, string>> = {
  exact: 'subscribe',
  regex: '^subscribe\\b',
  jsonpath: '$.subscribe',
}
