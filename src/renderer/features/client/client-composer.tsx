import { Button, Textarea } from '@mantine/core'
import { type KeyboardEvent, type RefObject, useState } from 'react'
import { perform } from '../../ui/perform'
import classes from './client.module.css'
import { historyStep } from './history-step'
import { emptyHistory, rememberSent, stepHistory } from './sent-history'

export interface ClientComposerProps {
  readonly connected: boolean
  readonly textRef: RefObject<HTMLTextAreaElement | null>
}

/** The message to send. Enter sends, Shift+Enter breaks the line, the arrows bring back what was sent before. */
export function ClientComposer({ connected, textRef }: ClientComposerProps) {
  const [text, setText] = useState('')
  const [history, setHistory] = useState(emptyHistory)

  const send = async () => {
    if (!connected || text === '') return
    if (await perform('client.send', { type: 'text', text })) {
      setHistory((before) => rememberSent(before, text))
      setText((now) => (now === text ? '' : now))
    }
  }

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault()
      void send()
    }
    const step = historyStep(event)
    const stepped = step === null ? null : stepHistory(history, step, text)
    if (!stepped) return
    event.preventDefault()
    setHistory(stepped.history)
    setText(stepped.text)
  }

  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Textarea
        ref={textRef}
        aria-label="Message text"
        placeholder={connected ? 'Message, Enter sends' : 'Connect to send'}
        autosize
        minRows={1}
        maxRows={6}
        spellCheck={false}
        className={classes.message}
        styles={{ input: { fontFamily: 'var(--u-font-mono)' } }}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Button type="submit" size="xs" disabled={!connected || text === ''}>
        Send
      </Button>
    </form>
  )
}
