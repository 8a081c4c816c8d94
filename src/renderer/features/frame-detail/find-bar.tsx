import { Input } from '@mantine/core'
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect } from 'react'
import { t } from '../../../shared/text/t'
import { formatCount } from '../../ui/amounts'
import { IconButton } from '../../ui/icon-button'
import classes from './frame-detail.module.css'
import type { Find } from './use-find'

export interface FindBarProps {
  readonly find: Find
  readonly placeholder: string
  /** No more than so many are looked for. */
  readonly most?: number
  readonly inputRef: RefObject<HTMLInputElement | null>
  readonly onClose: () => void
}

/** What to find in the message, how often it is there, and where to go on. */
export function FindBar({ find, placeholder, most, inputRef, onClose }: FindBarProps) {
  useEffect(() => inputRef.current?.select(), [inputRef])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose()
    else if (event.key === 'Enter') find.step(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
  }
  const none = find.matches.length === 0
  return (
    <search aria-label={t`Find in the message`} className={classes.find}>
      <Input
        ref={inputRef}
        size="xs"
        aria-label={t`Find in the message`}
        placeholder={placeholder}
        className={classes.findInput}
        spellCheck={false}
        value={find.words}
        error={!find.searching && none && find.words !== ''}
        onChange={(event) => find.setWords(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <output className={classes.findCount}>{countWords(find, most)}</output>
      <IconButton
        label={t`Previous match`}
        icon={ChevronUp}
        shortcut="Shift+Enter"
        disabled={none}
        onClick={() => find.step(-1)}
      />
      <IconButton
        label={t`Next match`}
        icon={ChevronDown}
        shortcut="Enter"
        disabled={none}
        onClick={() => find.step(1)}
      />
      <IconButton label={t`Close find`} icon={X} shortcut="Esc" onClick={onClose} />
    </search>
  )
}

function countWords({ words, matches, current, searching }: Find, most = Number.POSITIVE_INFINITY): string {
  if (words === '') return ''
  if (searching) return t`Searching…`
  if (matches.length === 0) return t`Nothing found`
  return t`${formatCount(current + 1)} of ${formatCount(matches.length)}${matches.length < most ? '' : ` ${t`or more`}`}`
}
