import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import { perform } from '../../ui/perform'
import { Region } from '../../ui/region'
import { JsonEntries } from './json-entries'
import { type WriteEntry, writeUndoably } from './undoable-entry'

const write: WriteEntry = (key, value) => perform('state.set', value === undefined ? { key } : { key, value })

/** `server.state`: what the handlers keep beyond a connection, live and editable. */
export function StateRegion() {
  const state = useAppStore((app) => app.state)
  return (
    <Region name={t`State`} collapsible>
      <JsonEntries
        label={t`State`}
        entries={state}
        empty={t`What handlers keep in server.state; it survives reloads.`}
        onSet={(key, value) => writeUndoably(write, state, t`the state`, key, value)}
        onDelete={(key) => writeUndoably(write, state, t`the state`, key, undefined)}
      />
    </Region>
  )
}
