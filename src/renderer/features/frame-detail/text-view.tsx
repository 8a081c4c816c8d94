import { Button } from '@mantine/core'
import { useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { t } from '../../../shared/text/t'
import { useCommand } from '../../commands/command-context'
import { formatCount } from '../../ui/amounts'
import { FindBar } from './find-bar'
import { findInText, mostPlaces } from './find-in-text'
import classes from './frame-detail.module.css'
import { partLength, startNear, startShowing } from './text-part'
import { useFind } from './use-find'

export interface TextViewProps {
  readonly text: string
  /** Said above the text. */
  readonly note?: string
}

/** Text as it is, wrapped; of a very long one a part at a time. Find looks through all of it. */
export function TextView({ text, note = '' }: TextViewProps) {
  const [start, setStart] = useState(0)
  const [finding, setFinding] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const shown = useRef<HTMLPreElement>(null)
  const mark = useRef<HTMLElement>(null)
  const source = useMemo(() => ({ find: (words: string) => findInText(text, words) }), [text])
  const show = (place: number) => {
    // What was found has to be drawn before it can be scrolled to.
    flushSync(() => setStart(startShowing(text, start, place, find.words.length)))
    mark.current?.scrollIntoView({ block: 'center' })
  }
  const find = useFind(source, () => start, show)
  useCommand('message.find', () => {
    flushSync(() => setFinding(true))
    input.current?.select()
  })
  const closeFind = () => {
    setFinding(false)
    find.setWords('')
    shown.current?.focus()
  }
  if (text === '') return <p className={classes.note}>{note === '' ? t`No text.` : note}</p>

  const part = text.slice(start, start + partLength)
  const place = find.searching || find.words === '' ? undefined : find.matches[find.current]
  return (
    <div className={classes.frame}>
      {finding && (
        <FindBar find={find} placeholder={t`Text`} most={mostPlaces} inputRef={input} onClose={closeFind} />
      )}
      {note !== '' && <p className={classes.note}>{note}</p>}
      {text.length > partLength && (
        <PartBar
          length={text.length}
          start={start}
          onGoTo={(wanted) => {
            setStart(startNear(text, wanted))
            shown.current?.scrollTo({ top: 0 })
          }}
        />
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <pre ref={shown} className={classes.text} tabIndex={0}>
        {place === undefined || place < start || place >= start + partLength ? (
          part
        ) : (
          <>
            {part.slice(0, place - start)}
            <mark ref={mark}>{part.slice(place - start, place - start + find.words.length)}</mark>
            {part.slice(place - start + find.words.length)}
          </>
        )}
      </pre>
    </div>
  )
}

interface PartBarProps {
  readonly length: number
  /** Where the part that is shown begins. */
  readonly start: number
  readonly onGoTo: (start: number) => void
}

/** Which part of a long text is shown, and the way to those before and behind it. */
function PartBar({ length, start, onGoTo }: PartBarProps) {
  const end = Math.min(length, start + partLength)
  return (
    <div className={classes.parts}>
      <span>
        {t`Characters ${formatCount(start + 1)} to ${formatCount(end)} of ${formatCount(length)}. Find and Copy take all of them.`}
      </span>
      <Button
        variant="default"
        size="compact-xs"
        disabled={start === 0}
        onClick={() => onGoTo(start - partLength)}
      >
        {t`Earlier part`}
      </Button>
      <Button variant="default" size="compact-xs" disabled={end === length} onClick={() => onGoTo(end)}>
        {t`Later part`}
      </Button>
    </div>
  )
}
