import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { t } from '../../../shared/text/t'
import { perform } from '../../ui/perform'
import { describeCloseCode } from '../traffic/close-code'
import { closeCodeProblem, closeReasonProblem } from './close-form'

export interface CloseConnectionFormProps {
  readonly connection: string
  readonly onDone: () => void
}

/** Code and reason of a close; what is wrong with them is said at the field. */
export function CloseConnectionForm({ connection, onDone }: CloseConnectionFormProps) {
  const [code, setCode] = useState('1000')
  const [reason, setReason] = useState('')
  const codeProblem = closeCodeProblem(code)
  const reasonProblem = closeReasonProblem(reason)

  const close = async () => {
    if (codeProblem !== null || reasonProblem !== null) return
    if (await perform('connections.close', { connection, code: Number(code), reason })) onDone()
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void close()
      }}
    >
      <Stack gap="xs">
        <TextInput
          label={t`Code`}
          data-autofocus
          inputMode="numeric"
          value={code}
          error={codeProblem}
          description={codeProblem === null ? describeCloseCode(Number(code)) : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <TextInput
          label={t`Reason`}
          value={reason}
          error={reasonProblem}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit" disabled={codeProblem !== null || reasonProblem !== null}>
            {t`Close`}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
