import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import type { HeldMessage, HeldMessages } from '../../../shared/model/hold'
import { t } from '../../../shared/text/t'
import { moveMarker } from '../../ui/list-keys'
import { useNow } from '../../ui/use-now'
import { directionGlyph, directionWords } from '../traffic/row-words'
import classes from './held.module.css'
import { secondsWords } from './held-words'

export interface HeldListProps {
  readonly held: HeldMessages
  readonly selected: number
  readonly onSelect: (message: HeldMessage) => void
}

/** The held messages, the oldest first. One focusable container; the marker in it is the selected message. */
export function HeldList({ held, selected, onSelect }: HeldListProps) {
  const { messages, total, waiting } = held
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  const now = useNow(1000)
  const idOf = (id: number) => `${listId}-${id}`

  useEffect(() => {
    list.current?.querySelector(`[data-held="${selected}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [selected])

  const onKeyDown = (event: KeyboardEvent) => {
    const active = messages.findIndex(({ id }) => id === selected)
    const next = moveMarker(event.key, { active, count: messages.length, page: 8 })
    const message = next === null ? undefined : messages[next]
    if (!message) return
    event.preventDefault()
    onSelect(message)
  }

  return (
    <div className={classes.side}>
      <div
        ref={list}
        role="listbox"
        aria-label={t`Held messages`}
        aria-activedescendant={idOf(selected)}
        tabIndex={0}
        data-region-focus
        className={classes.list}
        onKeyDown={onKeyDown}
      >
        {messages.map((message) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the focus and moves the marker
          // biome-ignore lint/a11y/useFocusableInteractive: the list is what takes the focus
          <div
            key={message.id}
            id={idOf(message.id)}
            role="option"
            aria-selected={message.id === selected}
            data-held={message.id}
            className={classes.option}
            onClick={() => onSelect(message)}
          >
            <Option message={message} now={now} />
          </div>
        ))}
      </div>
      <p className={classes.more}>{moreWords(total - messages.length, waiting)}</p>
    </div>
  )
}

function Option({ message, now }: { readonly message: HeldMessage; readonly now: number }) {
  const origin = message.direction === 'from-client' ? 'client' : 'handler'
  const isUpstream = message.direction === 'to-upstream' || message.direction === 'from-upstream'
  return (
    <>
      <span
        role="img"
        aria-label={directionWords(message.direction)}
        className={classes.glyph}
        data-origin={isUpstream ? 'upstream' : origin}
      >
        {directionGlyph(message.direction)}
      </span>
      <span className={classes.connection}>{message.connectionId}</span>
      <span className={classes.preview} title={t`${message.path} · breakpoint ${message.breakpoint}`}>
        {message.preview}
      </span>
      <span className={classes.waited}>{secondsWords(now - message.heldAt)}</span>
    </>
  )
}

function moreWords(unlisted: number, waiting: number): string {
  return [
    unlisted > 0 ? t`${unlisted.toLocaleString('en-US')} more are held` : '',
    waiting > 0 ? t`${waiting.toLocaleString('en-US')} wait behind them` : '',
  ]
    .filter((words) => words !== '')
    .join(' · ')
}
