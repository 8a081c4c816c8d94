import { Button, Group, Stack } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { messageOf } from '../../shared/errors'
import { t } from '../../shared/text/t'
import { Refusal } from './refusal'

/** What is wrong with what was typed, by field. */
type FieldProblems<Field extends string> = { readonly [name in Field]?: string }

export interface DialogFormProps<Field extends string> {
  /** Nothing is saved while there is one. */
  readonly problems: FieldProblems<Field>
  /** Saves what was typed and closes the dialog; the message of what it throws is shown in the form. */
  readonly onSave: () => Promise<void>
  readonly onCancel: () => void
  /** Gets the problems that are to be shown: none before the first attempt to save. */
  readonly children: (shown: FieldProblems<Field>) => ReactNode
}

/** What a dialog that edits one thing contains: its fields, why it was not saved, Cancel and Save. */
export function DialogForm<Field extends string>({
  problems,
  onSave,
  onCancel,
  children,
}: DialogFormProps<Field>) {
  const [tried, setTried] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    // It was about what was typed before; and the same one is read out again only where it comes anew.
    setRefusal(null)
    if (Object.keys(problems).length > 0) return
    try {
      await onSave()
    } catch (error) {
      // Said here and not in a notification, so that it stands beside what was typed.
      setRefusal(messageOf(error))
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="xs">
        {children(tried ? problems : {})}
        <Refusal>{refusal}</Refusal>
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t`Cancel`}
          </Button>
          <Button type="submit">{t`Save`}</Button>
        </Group>
      </Stack>
    </form>
  )
}
