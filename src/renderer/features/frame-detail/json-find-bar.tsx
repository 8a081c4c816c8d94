import { Input } from '@mantine/core'
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect } from 'react'
import { formatCount } from '../../ui/amounts'
import { IconButton } from '../../ui/icon-button'
import classes from './frame-detail.module.css'
import type { JsonFind } from './use-json-find'

export interface JsonFindBarProps {
  readonly find: JsonFind
  readonly inputRef: RefObject<HTMLInputElement | null>
  readonly onClose: () => void
}

/** What to find in the message, how often it is there, and where to go on. */
export function JsonFindBar({ find, inputRef, onClose }: JsonFindBarProps) {
  useEffect(() => inputRef.current?.select(), [inputRef])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose()
    else if (event.key === 'Enter') find.step(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
  }
  const none = find.matches.length === 0
  return (
    <search aria-label="Find in the message" className={classes.find}>
      <Input
        ref={inputRef}
        size="xs"
        aria-label="Find in the message"
        placeholder="Key or value"
        className={classes.findInput}
        spellCheck={false}
        value={find.words}
        error={!find.searching && none && find.words !== ''}
        onChange={(event) => find.setWords(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <output className={classes.findCount}>{countWords(find)}</output>
      <IconButton
        label="Previous match"
        icon={ChevronUp}
        shortcut="Shift+Enter"
        disabled={none}
        onClick={() => find.step(-1)}
      />
      <IconButton
        label="Next match"
        icon={ChevronDown}
        shortcut="Enter"
        disabled={none}
        onClick={() => find.step(1)}
      />
      <IconButton label="Close find" icon={X} shortcut="Esc" onClick={onClose} />
    </search>
  )
}

function countWords({ words, matches, current, searching }: JsonFind): string {
  if (words === '') return ''
  if (searching) return 'Searching…'
  if (matches.length === 0) return 'Nothing found'
  return `${formatCount(current + 1)} of ${formatCount(matches.length)}`
}
