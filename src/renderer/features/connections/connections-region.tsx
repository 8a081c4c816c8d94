import { useState } from 'react'
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
  const empty = connections.size === 0
  return (
    <Region name="Connections" count={empty ? undefined : formatCount(connections.size)} scroll={empty}>
      {empty ? <ConnectionsEmpty /> : <ConnectionsGrid connections={connections} onDialog={setDialog} />}
      <ConnectionDialogs open={dialog} onClose={() => setDialog(null)} />
    </Region>
  )
}
