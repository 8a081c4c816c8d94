import { useState } from 'react'
import { focusRegion } from '../../commands/focus-region'
import { useAppStore } from '../../stores/app-store-context'
import { formatCount } from '../../ui/amounts'
import { Region } from '../../ui/region'
import { ConnectionDialogs, type OpenDialog } from './connection-dialogs'
import { ConnectionsEmpty } from './connections-empty'
import { ConnectionsGrid } from './connections-grid'

/** Who is connected, and what can be done with each of them. */
export function ConnectionsRegion() {
  const connections = useAppStore((state) => state.connections)
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  // The menu item that opened it is gone, so the focus can't go back there.
  const closeDialog = () => {
    setDialog(null)
    focusRegion('Connections')
  }
  const empty = connections.size === 0
  return (
    <Region name="Connections" count={empty ? undefined : formatCount(connections.size)} scroll={empty}>
      {empty ? <ConnectionsEmpty /> : <ConnectionsGrid connections={connections} onDialog={setDialog} />}
      <ConnectionDialogs open={dialog} onClose={closeDialog} />
    </Region>
  )
}
