import { Button, Group, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { Json } from '../../../shared/json'
import { t } from '../../../shared/text/t'
import classes from './json-entries.module.css'
import { keyProblem, readJson } from './json-entry'

export interface NewEntryFormProps {
  readonly entries: Readonly<Record<string, Json>>
  /** Resolves to whether it was kept; the text stays if it was not. */
  readonly onSave: (key: string, value: Json) => Promise<boolean>
  readonly onCancel: () => void
}

/** A new key and its JSON value; problems are said once the person has tried to add it. */
export function NewEntryForm({ entries, onSave, onCancel }: NewEntryFormProps) {
  const [key, setKey] = useState('')
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const typed = readJson(text)
  const problem = keyProblem(key, entries)
  const form = useRef<HTMLFormElement>(null)

  // The focus brings only the first textbox into sight, and the rest stays below the edge.
  useEffect(() => form.current?.scrollIntoView({ block: 'nearest' }), [])

  const save = async () => {
    setTried(true)
    if (typed.ok && problem === null && (await onSave(key, typed.value))) onCancel()
  }

  return (
    <form
      ref={form}
      className={classes.form}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onCancel()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <TextInput
        aria-label={t`New key`}
        placeholder={t`key`}
        autoFocus
        value={key}
        error={tried ? problem : null}
        onChange={(event) => setKey(event.currentTarget.value)}
      />
      <TextInput
        aria-label={t`New value`}
        placeholder={t`JSON value: 3, "text", {"a": 1}`}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--u-font-mono)' } }}
        value={text}
        error={tried && !typed.ok ? typed.problem : null}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group gap={6} justify="flex-end">
        <Button variant="default" size="compact-xs" onClick={onCancel}>
          {t`Cancel`}
        </Button>
        <Button type="submit" size="compact-xs">
          {t`Add`}
        </Button>
      </Group>
    </form>
  )
}
