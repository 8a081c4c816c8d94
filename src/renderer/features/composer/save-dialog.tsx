import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { t } from '../../../shared/text/t'
import { isMac } from '../../ipc/bridge'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { Dialog } from '../../ui/dialog'
import { notifyUndo } from '../../ui/notify-undo'
import { notifyDone, perform } from '../../ui/perform'
import { useLast } from '../../ui/use-last'
import { bodyOf, type ComposerDraft } from './composer-draft'
import { describeMessageKey } from './message-keys'

/** What the dialog saves: a new message, or an existing file under a new name or key. */
export interface MessageSaving {
  readonly draft: ComposerDraft
  readonly file: string | null
  readonly name: string
  readonly key: number | null
}

/** Asks for the name of a saved message, and for the key that sends it. */
export function SaveDialog() {
  const app = useAppStoreApi()
  const saving = useAppStore((state) => state.ui.saving)
  const shown = useLast(saving)
  const close = () => app.getState().setUi({ saving: null })
  return (
    <Dialog title={t`Save message`} opened={saving !== null} onClose={close}>
      {shown && <SaveForm saving={shown} onDone={close} />}
    </Dialog>
  )
}

function SaveForm({ saving, onDone }: { readonly saving: MessageSaving; readonly onDone: () => void }) {
  const [name, setName] = useState(saving.name)
  const [key, setKey] = useState(saving.key)
  const { draft, file } = saving
  // As it is on disk: what the dialog was opened with may hold what was typed in the composer since.
  const former = useAppStore(
    (state) => state.savedMessages.messages.find((saved) => saved.file === file)?.message,
  )

  const save = async (event: FormEvent) => {
    event.preventDefault()
    const { target, direction } = draft
    const message = { name: name.trim(), ...bodyOf(draft), target, direction, key }
    if (message.name === '' || !(await perform('messages.save', { message, file }))) return
    if (former && file !== null) {
      notifyUndo(
        t`Saved ${message.name}`,
        () => void perform('messages.save', { message: former, file }),
        file,
      )
    } else notifyDone(t`Saved ${message.name}`)
    onDone()
  }

  return (
    <form onSubmit={(event) => void save(event)}>
      <Stack gap="xs">
        <TextInput
          label={t`Name`}
          data-autofocus
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={t`Key that sends it`}
          data={[
            { value: '', label: t`None` },
            ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => ({
              value: String(number),
              label: describeMessageKey(number, isMac()),
            })),
          ]}
          value={key === null ? '' : String(key)}
          onChange={(event) =>
            setKey(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))
          }
        />
        <Group justify="flex-end">
          <Button type="submit" disabled={name.trim() === ''}>
            {t`Save`}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
