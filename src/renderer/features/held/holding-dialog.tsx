import { Button, Group, Radio, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Holding } from '../../../shared/model/workspace'
import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import { Dialog } from '../../ui/dialog'
import { perform } from '../../ui/perform'
import { secondsProblem } from './holding-seconds'

export interface HoldingDialogProps {
  readonly opened: boolean
  readonly onClose: () => void
}

/** Sets any time for which a message is held that nobody decides on, and what becomes of it then. */
export function HoldingDialog({ opened, onClose }: HoldingDialogProps) {
  return (
    <Dialog title={t`Time-out`} opened={opened} onClose={onClose}>
      {opened && <HoldingForm onDone={onClose} />}
    </Dialog>
  )
}

function HoldingForm({ onDone }: { readonly onDone: () => void }) {
  const { timeoutMs, onTimeout } = useAppStore((state) => state.holding)
  const [seconds, setSeconds] = useState(String(timeoutMs / 1000))
  const [fate, setFate] = useState<'release' | 'drop'>(onTimeout === 'drop' ? 'drop' : 'release')
  const problem = secondsProblem(seconds)
  const save = async () => {
    if (problem !== null) return
    const holding: Holding = { timeoutMs: Math.round(Number(seconds) * 1000), onTimeout: fate }
    if (await perform('held.setPolicy', holding)) onDone()
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
          label={t`Seconds`}
          description={t`How long a message is held that nobody decides on`}
          data-autofocus
          inputMode="decimal"
          value={seconds}
          error={problem}
          onChange={(event) => setSeconds(event.currentTarget.value)}
        />
        <Radio.Group
          label={t`After that`}
          value={fate}
          onChange={(value) => setFate(value === 'drop' ? 'drop' : 'release')}
        >
          <Group gap="md" mt={4}>
            <Radio value="release" label={t`Release it unchanged`} />
            <Radio value="drop" label={t`Drop it`} />
          </Group>
        </Radio.Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t`Cancel`}
          </Button>
          <Button type="submit" disabled={problem !== null}>
            {t`Save`}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
