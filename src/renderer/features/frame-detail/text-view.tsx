import { formatCount } from '../../ui/amounts'
import classes from './frame-detail.module.css'
import { visibleText } from './message-body'

export interface TextViewProps {
  readonly text: string
  /** Said above the text. */
  readonly note?: string
}

/** Text as it is, wrapped; of a very long one the beginning. */
export function TextView({ text, note = '' }: TextViewProps) {
  const visible = visibleText(text)
  const hidden =
    visible.hiddenCharacters === 0
      ? ''
      : `The first ${formatCount(visible.text.length)} characters of ${formatCount(text.length)}. Copy has all of them.`
  const notes = [note, hidden].filter((part) => part !== '').join(' ')
  return (
    <>
      {notes !== '' && <p className={classes.note}>{notes}</p>}
      {text === '' ? (
        <p className={classes.note}>No text.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
        <pre className={classes.text} tabIndex={0}>
          {visible.text}
        </pre>
      )}
    </>
  )
}
