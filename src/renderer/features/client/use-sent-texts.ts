import { type KeyboardEvent, useEffect, useState } from 'react'
import { messageOf } from '../../../shared/errors'
import type { ClientId, ClientMessageKind } from '../../../shared/model/client'
import { request } from '../../ipc/bridge'
import { notifyError } from '../../ui/perform'
import { historyStep } from './history-step'
import { emptyHistory, historyOf, rememberSent, type SentHistory, stepHistory } from './sent-history'

type Histories = Readonly<Record<ClientMessageKind, SentHistory>>

/** What was sent from a client before, in earlier runs as well; each kind of message has its own. */
export function useSentTexts(client: ClientId, kind: ClientMessageKind) {
  const [histories, setHistories] = useState<Histories>({ text: emptyHistory, hex: emptyHistory })
  useEffect(() => {
    let isCurrent = true
    request('client.sent', client).then(
      ({ text, hex }) => isCurrent && setHistories({ text: historyOf(text), hex: historyOf(hex) }),
      (error: unknown) => isCurrent && notifyError(messageOf(error)),
    )
    return () => {
      isCurrent = false
    }
  }, [client])
  const change = (history: SentHistory) => setHistories((all) => ({ ...all, [kind]: history }))
  return {
    remember: (text: string) => setHistories((all) => ({ ...all, [kind]: rememberSent(all[kind], text) })),
    /** The text that the key brings back, null for a key that brings none. */
    step: (event: KeyboardEvent<HTMLTextAreaElement>, text: string): string | null => {
      const step = historyStep(event)
      const stepped = step === null ? null : stepHistory(histories[kind], step, text)
      if (!stepped) return null
      event.preventDefault()
      change(stepped.history)
      return stepped.text
    },
  }
}
