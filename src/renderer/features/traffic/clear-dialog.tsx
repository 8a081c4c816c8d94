import { Button, Group } from '@mantine/core'
import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import { formatCounted } from '../../ui/amounts'
import { Dialog } from '../../ui/dialog'

export interface ClearDialogProps {
  readonly opened: boolean
  readonly onClear: () => void
  readonly onClose: () => void
}

/** Asks before marks and notes go: a person made them, and nothing brings them back. */
export function ClearDialog({ opened, onClear, onClose }: ClearDialogProps) {
  return (
    <Dialog title={t`Clear traffic`} opened={opened} onClose={onClose}>
      <ClearQuestion onClear={onClear} onClose={onClose} />
    </Dialog>
  )
}

function ClearQuestion({ onClear, onClose }: Omit<ClearDialogProps, 'opened'>) {
  const marked = useAppStore((state) => state.marks.length)
  const noted = useAppStore((state) => state.marks.filter(({ note }) => note !== '').length)
  const notes = noted === 0 ? '' : ` ${t`and ${formatCounted(noted, t`# note|# notes`)}`}`
  return (
    <>
      <p style={{ margin: '0 0 12px' }}>
        {t`${formatCounted(marked, t`# mark|# marks`)}${notes} will be gone with the entries. Export the traffic first to keep the entries.`}
      </p>
      <Group justify="flex-end" gap="xs">
        <Button size="xs" variant="default" onClick={onClose} data-autofocus>
          {t`Cancel`}
        </Button>
        <Button size="xs" onClick={onClear}>
          {t`Clear`}
        </Button>
      </Group>
    </>
  )
}
