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
    <Region name="State" collapsible>
      <JsonEntries
        label="State"
        entries={state}
        empty="What handlers keep in server.state; it survives reloads."
        onSet={(key, value) => writeUndoably(write, state, 'the state', key, value)}
        onDelete={(key) => writeUndoably(write, state, 'the state', key, undefined)}
      />
    </Region>
  )
}
