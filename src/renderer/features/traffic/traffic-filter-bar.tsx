import { Input, UnstyledButton } from '@mantine/core'
import { X } from 'lucide-react'
import { type RefObject, useId } from 'react'
import { t } from '../../../shared/text/t'
import { formatCount } from '../../ui/amounts'
import { IconButton } from '../../ui/icon-button'
import { activeChips, type ChipSubject, chipWords, toggleChip } from './filter-chips'
import { FilterMenu } from './filter-menu'
import classes from './traffic.module.css'
import type { TrafficView } from './traffic-store'
import type { TrafficFilterControl } from './use-traffic-filter'

export interface TrafficFilterBarProps {
  readonly control: TrafficFilterControl
  readonly view: TrafficView
  readonly inputRef: RefObject<HTMLInputElement | null>
  /** Escape and the down arrow leave the textbox for the list. */
  readonly onLeave: () => void
}

/** The textbox, the chips, and how much of the session is shown. */
export function TrafficFilterBar({ control, view, inputRef, onLeave }: TrafficFilterBarProps) {
  const { filter, change } = control
  const chips = activeChips(filter)
  const errorId = useId()
  return (
    <div className={classes.filterBar}>
      <Input
        ref={inputRef}
        size="xs"
        // Mantine's own description would replace the one below, which is as wide as the bar.
        withAria={false}
        aria-invalid={view.filterError !== null}
        aria-label={t`Filter traffic`}
        className={classes.filterInput}
        placeholder={t`text, /regex/ or $.jsonpath`}
        leftSection={<FilterMenu control={control} />}
        leftSectionPointerEvents="all"
        rightSection={filter.text !== '' && <ClearText control={control} />}
        rightSectionPointerEvents="all"
        value={filter.text}
        error={view.filterError !== null}
        aria-describedby={view.filterError === null ? undefined : errorId}
        spellCheck={false}
        onChange={(event) => change({ ...filter, text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && filter.text !== '') change({ ...filter, text: '' })
          else if (event.key === 'Escape' || event.key === 'ArrowDown') onLeave()
        }}
      />
      {chips.map((chip) => (
        <Chip key={chipWords(chip)} chip={chip} onRemove={() => change(toggleChip(filter, chip))} />
      ))}
      <ShownCount view={view} />
      {view.filterError !== null && (
        <p id={errorId} className={classes.filterError}>
          {view.filterError}
        </p>
      )}
    </div>
  )
}

function ClearText({ control }: { readonly control: TrafficFilterControl }) {
  return (
    <IconButton
      label={t`Clear text`}
      icon={X}
      onClick={() => control.change({ ...control.filter, text: '' })}
    />
  )
}

function Chip({ chip, onRemove }: { readonly chip: ChipSubject; readonly onRemove: () => void }) {
  const words = chipWords(chip)
  return (
    <UnstyledButton
      className={classes.chip}
      aria-label={t`Remove filter: ${words}`}
      data-origin={chip.type === 'origin' ? chip.origin : undefined}
      onClick={onRemove}
    >
      <span className="u-truncate">{words}</span>
      <X size={11} aria-hidden />
    </UnstyledButton>
  )
}

function ShownCount({ view }: { readonly view: TrafficView }) {
  const waiting = view.shownNow - view.shown
  return (
    <span className={classes.count}>
      {formatCount(view.shown)} / {formatCount(view.total)}
      {view.paused && ` ${t`· paused${waiting > 0 ? t`, ${formatCount(waiting)} more` : ''}`}`}
    </span>
  )
}
