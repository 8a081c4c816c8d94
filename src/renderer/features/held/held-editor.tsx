import { Button, SegmentedControl, Textarea } from '@mantine/core'
import type { HeldMessage } from '../../../shared/model/hold'
import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import { formatBytes } from '../../ui/amounts'
import { useNow } from '../../ui/use-now'
import { directionWords } from '../traffic/row-words'
import classes from './held.module.css'
import { type DraftMode, editedMessage, formatted, type HeldDraft, isTooLarge, withMode } from './held-draft'
import { fateWords } from './held-words'

export interface HeldEditorProps {
  readonly message: HeldMessage
  readonly draft: HeldDraft | null
  readonly problem: string | null
  readonly onChange: (draft: HeldDraft) => void
}

const modes: readonly { readonly value: DraftMode; readonly label: string }[] = [
  { value: 'text', label: t`Text` },
  { value: 'json', label: t`JSON` },
  { value: 'binary', label: t`Binary (hex)` },
]

/** The chosen message, to be changed before it goes on. */
export function HeldEditor({ message, draft, problem, onChange }: HeldEditorProps) {
  return (
    <div className={classes.editor}>
      <Facts
        message={message}
        isEdited={draft !== null && problem === null && editedMessage(draft) !== null}
      />
      {draft && isTooLarge(draft.original) && (
        <p
          className={classes.facts}
        >{t`It is too large to be edited here: release it as it is, or drop it.`}</p>
      )}
      {draft && !isTooLarge(draft.original) && (
        <>
          <div className={classes.modes}>
            <SegmentedControl
              aria-label={t`Message type`}
              size="xs"
              value={draft.mode}
              data={[...modes]}
              onChange={(mode) => onChange(withMode(draft, mode))}
            />
            {draft.mode === 'json' && (
              <Button size="compact-xs" variant="subtle" onClick={() => onChange(formatted(draft))}>
                {t`Format`}
              </Button>
            )}
          </div>
          <Textarea
            aria-label={t`Held message text`}
            value={draft.text}
            error={problem}
            spellCheck={false}
            classNames={{ root: classes.field, wrapper: classes.wrapper, input: classes.input }}
            onChange={(event) => onChange({ ...draft, text: event.currentTarget.value })}
          />
        </>
      )}
    </div>
  )
}

function Facts({ message, isEdited }: { readonly message: HeldMessage; readonly isEdited: boolean }) {
  const holding = useAppStore((state) => state.holding)
  const now = useNow(1000)
  return (
    <p className={classes.facts}>
      <span className={classes.where} title={message.path}>
        {message.connectionId} {message.path}, {directionWords(message.direction)},{' '}
        {formatBytes(message.size)}
      </span>
      <span>
        {t`Breakpoint ${message.breakpoint} · ${isEdited ? `${t`edited ·`} ` : ''}${fateWords(message, holding, now)}`}
      </span>
    </p>
  )
}
