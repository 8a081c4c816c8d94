import { Button } from '@mantine/core'
import { commands } from '../../../shared/commands'
import { t } from '../../../shared/text/t'
import { describeKey } from '../../commands/key-match'
import { isMac } from '../../ipc/bridge'

export interface HeldActionsProps {
  readonly canRelease: boolean
  readonly release: () => void
  readonly drop: () => void
  readonly releaseAll: () => void
}

/** What can be done with held messages; the tooltips name the keys. */
export function HeldActions({ canRelease, release, drop, releaseAll }: HeldActionsProps) {
  return (
    <>
      <Button size="compact-xs" title={keyOf('held.release')} disabled={!canRelease} onClick={release}>
        {t`Release`}
      </Button>
      <Button size="compact-xs" variant="default" title={keyOf('held.drop')} onClick={drop}>
        {t`Drop`}
      </Button>
      <Button size="compact-xs" variant="default" title={keyOf('held.releaseAll')} onClick={releaseAll}>
        {t`Release all`}
      </Button>
    </>
  )
}

function keyOf(command: 'held.release' | 'held.drop' | 'held.releaseAll'): string {
  return describeKey(commands.find(({ id }) => id === command)?.key ?? '', isMac())
}
