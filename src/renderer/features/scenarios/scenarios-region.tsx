import { Camera, Plus } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../../shared/text/t'
import { useCommand } from '../../commands/command-context'
import { focusRegion } from '../../commands/focus-region'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { EmptyState } from '../../ui/empty-state'
import { IconButton } from '../../ui/icon-button'
import { Region } from '../../ui/region'
import { stepScenario } from './scenario-actions'
import { ScenarioDialog, type ScenarioSubject } from './scenario-dialog'
import { choicesOfNow, draftOf, emptyScenario } from './scenario-draft'
import { ScenarioList } from './scenario-list'
import { ScenarioStatus } from './scenario-status'
import { switchStates } from './switch-states'

/** The workspace's scenarios: sets of switches that are turned together, on open sockets. */
export function ScenariosRegion() {
  const app = useAppStoreApi()
  const isEmpty = useAppStore((state) => state.scenarios.all.length === 0)
  const [subject, setSubject] = useState<ScenarioSubject | null>(null)
  const [saved, setSaved] = useState<string | null>(null)
  // Not derived from `saved`: that the dialog returns the focus must not begin anew while it is closed.
  const [returnFocus, setReturnFocus] = useState(true)
  const open = (next: ScenarioSubject) => {
    setSubject(next)
    setSaved(null)
    setReturnFocus(true)
  }
  const showSaved = (name: string) => {
    setSaved(name)
    setReturnFocus(false)
  }
  const add = () => open({ draft: draftOf(emptyScenario, []), former: emptyScenario, replaces: null })
  const capture = () => {
    const choices = choicesOfNow(switchStates(app.getState()))
    open({ draft: { name: '', choices }, former: emptyScenario, replaces: null })
  }
  // The menu item that may have opened it is gone, so the focus can't go back there.
  const closeDialog = () => {
    setSubject(null)
    focusRegion(t`Scenarios`)
  }
  useCommand('scenarios.add', add)
  useCommand('scenarios.capture', capture)
  useCommand('scenarios.next', () => stepScenario(app, 1), !isEmpty)
  useCommand('scenarios.previous', () => stepScenario(app, -1), !isEmpty)
  return (
    <>
      <Region
        name={t`Scenarios`}
        collapsible
        actions={
          <>
            <IconButton label={t`Keep what is switched now as a scenario`} icon={Camera} onClick={capture} />
            <IconButton label={t`Add scenario`} icon={Plus} onClick={add} />
          </>
        }
      >
        {isEmpty ? (
          <EmptyState compact>
            {t`Add a scenario to turn many switches at once, or turn them by hand and keep what is switched now.`}
          </EmptyState>
        ) : (
          <ScenarioList
            saved={saved}
            onShown={() => setSaved(null)}
            onEdit={(scenario) =>
              open({
                draft: draftOf(scenario, switchStates(app.getState())),
                former: scenario,
                replaces: scenario.name,
              })
            }
          />
        )}
        <ScenarioDialog
          subject={subject}
          onClose={closeDialog}
          onSaved={showSaved}
          returnFocus={returnFocus}
        />
      </Region>
      {/* Outside: what is chosen in the toolbar is said also while the region is folded. */}
      <ScenarioStatus />
    </>
  )
}
