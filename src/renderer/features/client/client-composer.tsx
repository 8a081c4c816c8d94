import { Button, Textarea } from '@mantine/core'
import type { KeyboardEvent, RefObject } from 'react'
import { type ClientDraft, type ClientId, maxRememberedLength } from '../../../shared/model/client'
import type { OutgoingMessage } from '../../../shared/model/message'
import { t } from '../../../shared/text/t'
import { bytesOfHex } from '../../../shared/typed-bytes'
import { useAppStoreApi } from '../../stores/app-store-context'
import { perform } from '../../ui/perform'
import classes from './client.module.css'
import { SendMenu } from './send-menu'
import { useSentTexts } from './use-sent-texts'

export interface ClientComposerProps {
  readonly client: ClientId
  readonly connected: boolean
  readonly draft: ClientDraft
  readonly onChange: (part: Partial<ClientDraft>) => void
  readonly textRef: RefObject<HTMLTextAreaElement | null>
}

/** The message to send. Enter sends, Shift+Enter breaks the line, the arrows bring back what was sent before. */
export function ClientComposer({ client, connected, draft, onChange, textRef }: ClientComposerProps) {
  const app = useAppStoreApi()
  const { text, kind } = draft
  const history = useSentTexts(client, kind)
  const typed = messageOfDraft(draft)
  const isReady = connected && text !== '' && typed.ok

  const send = async () => {
    if (!isReady) return
    const isRemembered = text.length <= maxRememberedLength
    const sent = { client, message: typed.message, typed: isRemembered ? { kind, text } : null }
    if (!(await perform('client.send', sent))) return
    history.remember(text)
    // Unless something else was typed meanwhile.
    if (app.getState().ui.clientDrafts.get(client)?.text === text) onChange({ text: '' })
  }

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault()
      void send()
    }
    const stepped = history.step(event, text)
    if (stepped !== null) onChange({ text: stepped })
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
        aria-label={t`Message text`}
        placeholder={connected ? placeholders[kind] : t`Connect to send`}
        autosize
        minRows={1}
        maxRows={6}
        spellCheck={false}
        classNames={{ root: classes.message, wrapper: classes.messageInput, error: classes.messageProblem }}
        styles={{ input: { fontFamily: 'var(--u-font-mono)' } }}
        value={text}
        error={typed.ok ? undefined : typed.problem}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
        onKeyDown={onKeyDown}
      />
      <span className={classes.how}>
        <SendMenu
          kind={kind}
          connected={connected}
          onKind={(next) => onChange({ kind: next })}
          onPing={() => void perform('client.send', { client, message: { type: 'ping' } })}
        />
      </span>
      <Button type="submit" size="xs" disabled={!isReady}>
        {t`Send`}
      </Button>
    </form>
  )
}

const placeholders = { text: t`Enter sends`, hex: '48 65 6c 6c 6f' } as const

type TypedMessage =
  | { readonly ok: true; readonly message: OutgoingMessage }
  | { readonly ok: false; readonly problem: string }

function messageOfDraft({ kind, text }: ClientDraft): TypedMessage {
  if (kind === 'text') return { ok: true, message: { type: 'text', text } }
  const typed = bytesOfHex(text)
  return typed.ok ? { ok: true, message: { type: 'binary', data: typed.bytes } } : typed
}
