import { Button, Checkbox, Select, Textarea } from '@mantine/core'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { SavedMessageFile } from '../../../shared/model/saved-message'
import { t } from '../../../shared/text/t'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { historyStep } from '../client/history-step'
import { emptyHistory, rememberSent, stepHistory } from '../client/sent-history'
import classes from './composer.module.css'
import { bodyOf, type ComposerDraft, draftProblem } from './composer-draft'
import { FileField } from './file-field'
import { formatJsonTemplate } from './json-fault'
import { KindControl } from './kind-control'
import { MessagePreview } from './message-preview'
import { sendComposed } from './send-composed'
import { TargetSelect } from './target-select'

const directions = [
  { value: 'to-client', label: t`To the client` },
  { value: 'from-client', label: t`As if the client sent it` },
] as const

/** The message and where it goes. Ctrl/Cmd+Enter sends; the arrows bring back what was sent before. */
export function ComposerForm() {
  const app = useAppStoreApi()
  const draft = useAppStore((state) => state.ui.composer)
  const history = useSentTexts()
  const [result, setResult] = useState('')
  const [showsPreview, setShowsPreview] = useState(false)
  const change = (part: Partial<ComposerDraft>) => {
    app.getState().setUi({ composer: { ...app.getState().ui.composer, ...part } })
    setResult('')
  }
  const problem = draftProblem(draft)
  const saved = useAppStore(({ savedMessages, ui }) =>
    savedMessages.messages.find(({ file }) => file === ui.composer.saved),
  )

  const send = async () => {
    if (problem !== null) return
    setResult('')
    const sent = await sendComposed({ ...bodyOf(draft), target: draft.target, direction: draft.direction })
    if (sent === null) return
    if (draft.kind !== 'file') history.remember(draft.text)
    setResult(sent)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void send()
  }

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
      onKeyDown={onKeyDown}
    >
      <div className={classes.line}>
        <TargetSelect target={draft.target} onChange={(target) => change({ target })} />
        <Select
          aria-label={t`Direction`}
          className={classes.direction}
          data={directions}
          allowDeselect={false}
          value={draft.direction}
          onChange={(value) => value && change({ direction: value === 'from-client' ? value : 'to-client' })}
        />
      </div>
      <div className={classes.line}>
        <KindControl kind={draft.kind} onChange={(kind) => change({ kind })} />
        {draft.kind !== 'file' && (
          <Checkbox
            size="xs"
            label={t`Fill in {{…}}`}
            checked={draft.placeholders}
            onChange={(event) => change({ placeholders: event.currentTarget.checked })}
          />
        )}
        {draft.kind === 'json' && (
          <Button variant="default" onClick={() => change({ text: formatJsonTemplate(draft.text) })}>
            {t`Format`}
          </Button>
        )}
      </div>
      {draft.kind === 'file' ? (
        <FileField attached={draft.attached} onChange={(attached) => change({ attached })} />
      ) : (
        <Textarea
          aria-label={t`Message`}
          data-region-focus
          classNames={{ root: classes.field, wrapper: classes.wrapper, input: classes.input }}
          placeholder={placeholders[draft.kind]}
          spellCheck={false}
          value={draft.text}
          error={draft.text === '' ? null : problem}
          onChange={(event) => change({ text: event.currentTarget.value })}
          onKeyDown={(event) => {
            const text = history.step(event, draft.text)
            if (text !== null) change({ text })
          }}
        />
      )}
      {showsPreview && <MessagePreview draft={draft} problem={problem} />}
      <div className={classes.line}>
        <p role="status" aria-label={t`Send result`} className={classes.result}>
          {result}
        </p>
        <Button variant="subtle" aria-expanded={showsPreview} onClick={() => setShowsPreview(!showsPreview)}>
          {t`Preview`}
        </Button>
        <Button
          variant="default"
          disabled={problem !== null}
          onClick={() => app.getState().setUi({ saving: { draft, ...savedPlace(saved) } })}
        >
          {t`Save message`}
        </Button>
        <Button type="submit" disabled={problem !== null}>
          {t`Send`}
        </Button>
      </div>
    </form>
  )
}

const placeholders = {
  text: t`Text, with {{person.firstName}}, {{uuid}}, {{now}}, {{seq}} where you like`,
  json: '{ "id": "{{uuid}}", "user": "{{person.firstName}}" }',
  hex: '48 65 6c 6c 6f',
  base64: 'SGVsbG8=',
} as const

/** Saving again what was opened changes its file. */
function savedPlace(saved: SavedMessageFile | undefined) {
  return saved
    ? { file: saved.file, name: saved.message.name, key: saved.message.key }
    : { file: null, name: '', key: null }
}

/** The texts that were sent from here. */
function useSentTexts() {
  const [history, setHistory] = useState(emptyHistory)
  const latest = useRef(history)
  latest.current = history
  return {
    remember: (text: string) => setHistory((before) => rememberSent(before, text)),
    step: (event: KeyboardEvent<HTMLTextAreaElement>, text: string): string | null => {
      const step = historyStep(event)
      const stepped = step === null ? null : stepHistory(latest.current, step, text)
      if (!stepped) return null
      event.preventDefault()
      setHistory(stepped.history)
      return stepped.text
    },
  }
}
