import type { ConnectionSummary } from '../../../shared/model/connection'
import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import { perform } from '../../ui/perform'
import { faultSwitches } from './own-switch'
import { OwnSwitches } from './own-switches'

/** A switch per fault on the connection's path that counts for this connection alone. */
export function FaultsForm({ connection }: { readonly connection: ConnectionSummary }) {
  const faults = useAppStore((state) => state.faults)
  const { id, path } = connection
  const switches = faultSwitches(faults, connection)
  if (switches.length === 0) {
    return <p>{t`No fault acts on messages of ${path}. Add one in Faults, then switch it here.`}</p>
  }
  return (
    <OwnSwitches
      switches={switches}
      onSwitch={(fault, enabled) => void perform('connections.setFault', { connection: id, fault, enabled })}
      hint={t`Acts from the next message to the client on; gone when the connection closes.`}
      followAgain={t`Follow the faults again`}
    />
  )
}
