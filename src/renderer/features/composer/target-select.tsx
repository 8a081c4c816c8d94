import { Select } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { MessageTarget } from '../../../shared/model/saved-message'
import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import classes from './composer.module.css'
import { targetGroups, targetKey, targetOfKey } from './target-options'

export interface TargetSelectProps {
  readonly target: MessageTarget
  readonly onChange: (target: MessageTarget) => void
}

/** More than anybody scrolls through; typing finds the others. */
const shownOptions = 200

/** To whom the message goes. */
export function TargetSelect({ target, onChange }: TargetSelectProps) {
  const connections = useAppStore((state) => state.connections)
  const rooms = useAppStore((state) => state.rooms)
  const [typed, setTyped] = useState('')
  const data = useMemo(
    () => targetGroups(connections, rooms, target, typed),
    [connections, rooms, target, typed],
  )
  return (
    <Select
      aria-label={t`Target`}
      className={classes.target}
      searchable
      onSearchChange={setTyped}
      allowDeselect={false}
      limit={shownOptions}
      nothingFoundMessage={t`Nobody of this name is here; type a path such as /ws/* to reach all of its clients`}
      data={data}
      value={targetKey(target)}
      onChange={(value) => value !== null && onChange(targetOfKey(value))}
    />
  )
}
