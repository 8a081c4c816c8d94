import { Kbd } from '@mantine/core'
import { Command } from 'lucide-react'
import { commands } from '../../../shared/commands'
import { t } from '../../../shared/text/t'
import { useCommands } from '../../commands/command-context'
import { describeKey } from '../../commands/key-match'
import { isMac } from '../../ipc/bridge'
import { HandlerChip } from '../handlers/handler-chip'
import { HeldBadge } from '../held/held-badge'
import { RecordSwitch } from '../recording/record-switch'
import { ScenarioSelect } from '../scenarios/scenario-select'
import { WorkspaceMenu } from '../workspace/workspace-menu'
import { ServerControls } from './server-controls'
import classes from './toolbar.module.css'

/** The top bar: which workspace, whether it serves and where, as which scenario, with which code. */
export function Toolbar() {
  const registry = useCommands()
  const paletteWords = describeKey(commands.find(({ id }) => id === 'view.palette')?.key ?? '', isMac())
  return (
    <div role="toolbar" aria-label={t`Server`} className={classes.toolbar}>
      <WorkspaceMenu />
      <div className={classes.divider} />
      <ServerControls />
      <div className={classes.divider} />
      <span className={classes.label} aria-hidden>
        {t`Scenario`}
      </span>
      <ScenarioSelect />
      <div className={classes.divider} />
      <RecordSwitch />
      <div className={classes.spacer} />
      <HeldBadge />
      <HandlerChip />
      <button
        type="button"
        aria-label={t`Commands ${paletteWords}`}
        className={classes.palette}
        onClick={() => registry.run('view.palette')}
      >
        <Command size={13} aria-hidden />
        <span className={classes.paletteWord}>{t`Commands`}</span>
        <Kbd size="xs">{paletteWords}</Kbd>
      </button>
    </div>
  )
}
