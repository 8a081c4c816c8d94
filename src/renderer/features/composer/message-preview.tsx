import { useEffect, useState } from 'react'
import { messageOf } from '../../../shared/errors'
import { t } from '../../../shared/text/t'
import { request } from '../../ipc/bridge'
import { formatHex } from '../frame-detail/hex-dump'
import classes from './composer.module.css'
import { bodyOf, type ComposerDraft } from './composer-draft'

export interface MessagePreviewProps {
  readonly draft: ComposerDraft
  readonly problem: string | null
}

/** Enough to see what becomes of the placeholders. */
const shownCharacters = 4000
const shownBytes = 256

/** The message as the next recipient would get it, or why it can't be made. */
export function MessagePreview({ draft, problem }: MessagePreviewProps) {
  const [shown, setShown] = useState({ text: '', isError: false })
  useEffect(() => {
    let isCurrent = true
    const show = (text: string, isError: boolean) => isCurrent && setShown({ text, isError })
    if (problem !== null) show(problem, true)
    else
      previewText(draft).then(
        (text) => show(text, false),
        (error) => show(messageOf(error), true),
      )
    return () => {
      isCurrent = false
    }
  }, [draft, problem])
  const isFilledIn = draft.kind !== 'file' && draft.placeholders && draft.text.includes('{{')
  return (
    <>
      <textarea
        aria-label={t`Preview`}
        readOnly
        rows={3}
        className={classes.preview}
        data-error={shown.isError || undefined}
        value={shown.text}
      />
      {isFilledIn && (
        <p
          className={classes.previewNote}
        >{t`An example: random values are chosen anew for each recipient.`}</p>
      )}
    </>
  )
}

async function previewText(draft: ComposerDraft): Promise<string> {
  const connection = draft.target.to === 'connection' ? draft.target.connection : null
  const message = await request('messages.preview', { body: bodyOf(draft), connection })
  if (message.type === 'text') return message.text.slice(0, shownCharacters)
  const { length } = message.data
  return t`${length} bytes: ${formatHex(message.data.subarray(0, shownBytes))}${length > shownBytes ? ' …' : ''}`
}
