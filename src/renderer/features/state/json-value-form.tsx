import { Button, Group, Textarea } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { Json } from '../../../shared/json'
import { t } from '../../../shared/text/t'
import classes from './json-entries.module.css'
import { readJson } from './json-entry'

export interface JsonValueFormProps {
  /** The textbox's name. */
  readonly label: string
  readonly value: Json
  /** Resolves to whether it was kept; the text stays if it was not. */
  readonly onSave: (value: Json) => Promise<boolean>
  readonly onCancel: () => void
}

/** Edits one JSON value in its place. Enter saves, Shift+Enter breaks the line, Escape leaves it as it was. */
export function JsonValueForm({ label, value, onSave, onCancel }: JsonValueFormProps) {
  const [text, setText] = useState(() => JSON.stringify(value, null, 2))
  const typed = readJson(text)
  const form = useRef<HTMLFormElement>(null)

  // The focus brings only the textbox into sight, and the buttons stay below the edge.
  useEffect(() => form.current?.scrollIntoView({ block: 'nearest' }), [])

  const save = async () => {
    if (typed.ok && (await onSave(typed.value))) onCancel()
  }

  return (
    <form
      ref={form}
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Textarea
        aria-label={label}
        autoFocus
        autosize
        maxRows={10}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--u-font-mono)' } }}
        value={text}
        error={typed.ok ? null : typed.problem}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          // The tree around it must not take these keys for its own.
          event.stopPropagation()
          if (event.key === 'Escape') onCancel()
          if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault()
            void save()
          }
        }}
      />
      <Group gap={6} justify="flex-end">
        <Button variant="default" size="compact-xs" onClick={onCancel}>
          {t`Cancel`}
        </Button>
        <Button type="submit" size="compact-xs" disabled={!typed.ok}>
          {t`Save`}
        </Button>
      </Group>
    </form>
  )
}
