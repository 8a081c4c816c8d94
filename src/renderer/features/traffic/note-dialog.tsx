import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { maxNoteLength } from '../../../shared/model/entry-mark'
import { t } from '../../../shared/text/t'
import { useAppStoreApi } from '../../stores/app-store-context'
import { Dialog } from '../../ui/dialog'
import { perform } from '../../ui/perform'
import { useLast } from '../../ui/use-last'

export interface NoteDialogProps {
  /** Sequence number of the entry; null for no dialog. */
  readonly seq: number | null
  readonly onClose: () => void
}

/** A few words on an entry, which mark it. */
export function NoteDialog({ seq, onClose }: NoteDialogProps) {
  const shown = useLast(seq)
  return (
    <Dialog title={t`Note on the entry`} opened={seq !== null} onClose={onClose}>
      {shown !== null && <NoteForm key={shown} seq={shown} onDone={onClose} />}
    </Dialog>
  )
}

function NoteForm({ seq, onDone }: { readonly seq: number; readonly onDone: () => void }) {
  const marks = useAppStoreApi().getState().marks
  const [note, setNote] = useState(marks.find((mark) => mark.seq === seq)?.note ?? '')
  const save = async () => {
    if (await perform('traffic.mark', { seq, note: note.trim() })) onDone()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Stack gap="xs">
        <TextInput
          label={t`Note`}
          description={t`Exported with the entry, and kept until the traffic is cleared or Understudy is closed.`}
          size="xs"
          data-autofocus
          maxLength={maxNoteLength}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit">{t`Save note`}</Button>
        </Group>
      </Stack>
    </form>
  )
}
