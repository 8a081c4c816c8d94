import { Menu, UnstyledButton } from '@mantine/core'
import { ChevronDown } from 'lucide-react'
import { t } from '../../../shared/text/t'
import type { TimeMode } from './row-time'
import { timeModes } from './row-time'
import classes from './traffic.module.css'

export interface TrafficHeaderProps {
  readonly timeMode: TimeMode
  readonly onTimeMode: (mode: TimeMode) => void
}

const timeModeWords: Readonly<Record<TimeMode, string>> = {
  relative: t`Since the first entry`,
  delta: t`Since the row above`,
  clock: t`Time of day`,
}

const timeModeTitles: Readonly<Record<TimeMode, string>> = {
  relative: t`Time`,
  delta: t`Delta`,
  clock: t`Clock`,
}

/** The column titles; the one of the time chooses how the time counts. */
export function TrafficHeader({ timeMode, onTimeMode }: TrafficHeaderProps) {
  return (
    <thead>
      <tr className={classes.header}>
        <th scope="col">
          <span className="u-visually-hidden">{t`Direction`}</span>
        </th>
        <th scope="col" className={classes.numberHeader}>
          <TimeMenu timeMode={timeMode} onTimeMode={onTimeMode} />
        </th>
        <th scope="col">
          <abbr title={t`Connection`}>{t`Conn`}</abbr>
        </th>
        <th scope="col" className={classes.path}>
          {t`Path`}
        </th>
        <th scope="col">{t`Message`}</th>
        <th scope="col" className={classes.size}>
          {t`Size`}
        </th>
        <th scope="col" className={classes.numberHeader}>
          {t`Latency`}
        </th>
      </tr>
    </thead>
  )
}

function TimeMenu({ timeMode, onTimeMode }: TrafficHeaderProps) {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <UnstyledButton className={classes.timeMode} aria-label={t`Time column: ${timeModeWords[timeMode]}`}>
          {timeModeTitles[timeMode]}
          <ChevronDown size={11} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {timeModes.map((mode) => (
          <Menu.RadioItem
            key={mode}
            value={mode}
            checked={mode === timeMode}
            closeMenuOnClick
            onChange={() => onTimeMode(mode)}
          >
            {timeModeWords[mode]}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
