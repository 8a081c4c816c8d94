import type { ConnectionSummary } from '../../../shared/model/connection'
import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import { perform } from '../../ui/perform'
import { ruleSwitches } from './own-switch'
import { OwnSwitches } from './own-switches'

/** A switch per passthrough rule on the connection's path that counts for this connection alone. */
export function PassthroughForm({ connection }: { readonly connection: ConnectionSummary }) {
  const rules = useAppStore((state) => state.rules)
  const { id, path } = connection
  const switches = ruleSwitches(rules, connection)
  if (switches.length === 0) {
    return <p>{t`No passthrough rule is for ${path}. Add one in Passthrough, then switch it here.`}</p>
  }
  return (
    <OwnSwitches
      switches={switches}
      onSwitch={(rule, enabled) =>
        void perform('connections.setPassthrough', { connection: id, rule, enabled })
      }
      hint={t`Acts from the next message on; gone when the connection closes.`}
      followAgain={t`Follow the rules again`}
    />
  )
}
