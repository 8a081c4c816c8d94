import { FolderTree } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../../shared/text/t'
import { useCommand } from '../../commands/command-context'
import { focusRegion } from '../../commands/focus-region'
import { useAppStore } from '../../stores/app-store-context'
import { formatCount } from '../../ui/amounts'
import { IconButton } from '../../ui/icon-button'
import { Region } from '../../ui/region'
import { useRemembered } from '../../ui/use-remembered'
import { ConnectionDialogs, type OpenDialog } from './connection-dialogs'
import { ConnectionsEmpty } from './connections-empty'
import { ConnectionsGrid } from './connections-grid'

/** Who is connected, and what can be done with each of them. */
export function ConnectionsRegion() {
  const connections = useAppStore((state) => state.connections)
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  const [grouped, setGrouped] = useRemembered('connections.grouped', false)
  // The menu item that opened it is gone, so the focus can't go back there.
  const closeDialog = () => {
    setDialog(null)
    focusRegion(t`Connections`)
  }
  const empty = connections.size === 0
  const toggleGrouped = () => setGrouped(!grouped)
  useCommand('view.groupConnections', toggleGrouped)
  return (
    <Region
      name={t`Connections`}
      count={empty ? undefined : formatCount(connections.size)}
      scroll={empty}
      actions={
        <IconButton label={t`Group by path`} icon={FolderTree} pressed={grouped} onClick={toggleGrouped} />
      }
    >
      {empty ? (
        <ConnectionsEmpty />
      ) : (
        <ConnectionsGrid connections={connections} grouped={grouped} onDialog={setDialog} />
      )}
      <ConnectionDialogs open={dialog} onClose={closeDialog} />
    </Region>
  )
}
