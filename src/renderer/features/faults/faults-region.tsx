import { Switch } from '@mantine/core'
import { useAppStore } from '../../stores/app-store-context'
import { EmptyState } from '../../ui/empty-state'
import { perform } from '../../ui/perform'
import { Region } from '../../ui/region'
import { faultWords } from './fault-words'
import classes from './faults.module.css'

/** One-click faults on open sockets. */
export function FaultsRegion() {
  const faults = useAppStore((state) => state.faults)
  return (
    <Region name="Faults" collapsible>
      {faults.length === 0 && (
        <EmptyState compact>
          No faults. Declare them under <code>faults</code> in understudy.json; each gets a switch here.
        </EmptyState>
      )}
      {faults.map(({ fault, enabled }) => (
        <div key={fault.name} className={classes.fault}>
          <Switch
            aria-label={fault.name}
            checked={enabled}
            onChange={(event) =>
              void perform('faults.setEnabled', { name: fault.name, enabled: event.currentTarget.checked })
            }
          />
          <div className={classes.words}>
            <div className="u-truncate">{fault.name}</div>
            <div className={classes.what} title={faultWords(fault)}>
              {faultWords(fault)}
            </div>
          </div>
        </div>
      ))}
    </Region>
  )
}
