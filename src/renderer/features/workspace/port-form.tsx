import { Button, NumberInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import { perform } from '../../ui/perform'

const highestPort = 65_535

/** Another port instead of the one that is taken. */
export function PortForm() {
  const taken = useAppStore((state) => state.settings.port)
  const [port, setPort] = useState<number | string>(taken < highestPort ? taken + 1 : taken - 1)
  const valid = typeof port === 'number' && Number.isInteger(port)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (valid) void perform('server.setPort', port)
  }

  return (
    <form onSubmit={submit} style={{ display: 'flex', gap: 6 }}>
      <NumberInput
        aria-label={t`Port`}
        w={86}
        size="xs"
        min={0}
        max={highestPort}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        value={port}
        onChange={setPort}
      />
      <Button type="submit" size="xs" disabled={!valid}>
        {t`Start on this port`}
      </Button>
    </form>
  )
}
