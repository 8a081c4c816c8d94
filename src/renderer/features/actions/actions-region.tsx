import { Button } from '@mantine/core'
import { useState } from 'react'
import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import { EmptyState } from '../../ui/empty-state'
import { perform } from '../../ui/perform'
import { Region } from '../../ui/region'
import classes from './actions.module.css'

/** Buttons that handlers declare, so that a scenario is played with the mouse. */
export function ActionsRegion() {
  const handlers = useAppStore((state) => state.handlers)
  const withActions = handlers.filter(({ actions }) => actions.length > 0)
  return (
    <Region name={t`Actions`} collapsible>
      {withActions.length === 0 && (
        <EmptyState compact>
          {t`No actions. A handler declares them:`}{' '}
          <code>{"actions: { 'Ring the bell': (server) => … }"}</code>
        </EmptyState>
      )}
      {withActions.map(({ name, file, actions }) => (
        <div key={`${file} ${name}`} className={classes.handler}>
          {withActions.length > 1 && <div className={classes.name}>{name}</div>}
          <div className={classes.buttons}>
            {actions.map((action) => (
              <ActionButton key={action} handler={name} action={action} />
            ))}
          </div>
        </div>
      ))}
    </Region>
  )
}

function ActionButton({ handler, action }: { readonly handler: string; readonly action: string }) {
  const [running, setRunning] = useState(false)
  const run = async () => {
    setRunning(true)
    await perform('actions.run', { handler, action })
    setRunning(false)
  }
  return (
    // Stays enabled and keeps the focus: an action that takes its time may be run again meanwhile.
    <Button
      variant="default"
      aria-busy={running}
      data-running={running || undefined}
      onClick={() => void run()}
    >
      {action}
    </Button>
  )
}
