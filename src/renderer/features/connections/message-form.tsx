import { Button, Group, SegmentedControl, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { DataType, OutgoingMessage } from '../../../shared/model/message'
import { t } from '../../../shared/text/t'
import { composeMessage } from './compose-message'

export interface MessageFormProps {
  /** The button's name. */
  readonly submit: string
  /** Resolves to whether it was sent; the text stays if it was not. */
  readonly onSend: (message: OutgoingMessage) => Promise<boolean>
}

/** Composes one message, text or binary, for the dialogs that send. */
export function MessageForm({ submit, onSend }: MessageFormProps) {
  const [type, setType] = useState<DataType>('text')
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const composed = composeMessage(type, text)
  const problem = composed.ok ? null : composed.problem

  const send = async () => {
    setTried(true)
    if (composed.ok && (await onSend(composed.message))) {
      setText('')
      setTried(false)
    }
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Stack gap="xs">
        <SegmentedControl
          aria-label={t`Message type`}
          value={type}
          onChange={setType}
          data={[
            { value: 'text', label: t`Text` },
            { value: 'binary', label: t`Binary (hex)` },
          ]}
        />
        <Textarea
          aria-label={t`Message text`}
          data-autofocus
          autosize
          minRows={4}
          maxRows={14}
          placeholder={type === 'text' ? t`Text or JSON` : '48 65 6c 6c 6f'}
          styles={{ input: { fontFamily: 'var(--u-font-mono)' } }}
          spellCheck={false}
          value={text}
          error={tried || type === 'binary' ? problem : null}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
          }}
        />
        <Group justify="flex-end">
          <Button type="submit">{submit}</Button>
        </Group>
      </Stack>
    </form>
  )
}
