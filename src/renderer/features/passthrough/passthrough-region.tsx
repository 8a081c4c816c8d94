import { Plus } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../../shared/text/t'
import { useCommand } from '../../commands/command-context'
import { focusRegion } from '../../commands/focus-region'
import { useAppStore } from '../../stores/app-store-context'
import { EmptyState } from '../../ui/empty-state'
import { IconButton } from '../../ui/icon-button'
import { Region } from '../../ui/region'
import { RuleDialog, type RuleDialogSubject } from './rule-dialog'
import { RuleRow } from './rule-row'

/** What goes through to a real server, and the switches for it. */
export function PassthroughRegion() {
  const rules = useAppStore((state) => state.rules)
  const [subject, setSubject] = useState<RuleDialogSubject | null>(null)
  const add = () => setSubject({ type: 'new' })
  // The menu item that may have opened it is gone, so the focus can't go back there.
  const closeDialog = () => {
    setSubject(null)
    focusRegion(t`Passthrough`)
  }
  useCommand('passthrough.add', add)
  return (
    <Region
      name={t`Passthrough`}
      collapsible
      actions={<IconButton label={t`Add rule`} icon={Plus} onClick={add} />}
    >
      {rules.length === 0 && <EmptyState compact>{t`Add a rule to let messages through.`}</EmptyState>}
      {rules.map((view) => (
        <RuleRow key={view.rule.name} view={view} onEdit={() => setSubject({ type: 'edit', view })} />
      ))}
      <RuleDialog subject={subject} onClose={closeDialog} />
    </Region>
  )
}
