import { ActionIcon, Menu, Switch } from '@mantine/core'
import { EllipsisVertical, Plus } from 'lucide-react'
import { useState } from 'react'
import type { FaultView } from '../../../shared/ipc/snapshot'
import type { Fault } from '../../../shared/model/workspace'
import { t } from '../../../shared/text/t'
import { useCommand } from '../../commands/command-context'
import { focusRegion } from '../../commands/focus-region'
import { useAppStore } from '../../stores/app-store-context'
import { EmptyState } from '../../ui/empty-state'
import { freeName } from '../../ui/free-name'
import { IconButton } from '../../ui/icon-button'
import { perform } from '../../ui/perform'
import { Region } from '../../ui/region'
import { removeEntry } from '../../ui/remove-entry'
import { FaultDialog, type FaultSubject } from './fault-dialog'
import { faultWords } from './fault-words'
import classes from './faults.module.css'

const newFault: Fault = {
  name: '',
  enabled: true,
  path: '/*',
  latencyMs: null,
  drop: 0,
  duplicate: 0,
  reorder: 0,
  corrupt: 0,
  throttle: null,
  disconnectAfter: null,
  closeCode: 1011,
  refuseUpgrade: null,
  stallUpgradeMs: null,
}

/** One-click faults on open sockets. */
export function FaultsRegion() {
  const faults = useAppStore((state) => state.faults)
  const [subject, setSubject] = useState<FaultSubject | null>(null)
  const add = () => setSubject({ fault: newFault, replaces: null })
  // The menu item that may have opened it is gone, so the focus can't go back there.
  const closeDialog = () => {
    setSubject(null)
    focusRegion(t`Faults`)
  }
  const duplicate = (fault: Fault) => {
    const taken = faults.map((view) => view.fault.name)
    void perform('faults.save', {
      fault: { ...fault, name: freeName(fault.name, taken), enabled: false },
      replaces: null,
    })
  }
  useCommand('faults.add', add)
  return (
    <Region
      name={t`Faults`}
      collapsible
      actions={<IconButton label={t`Add fault`} icon={Plus} onClick={add} />}
    >
      {faults.length === 0 && (
        <EmptyState compact>
          {t`Add a fault to delay, lose or corrupt messages, or to cut connections.`}
        </EmptyState>
      )}
      {faults.map((view) => (
        <FaultRow
          key={view.fault.name}
          view={view}
          onEdit={() => setSubject({ fault: view.fault, replaces: view.fault.name })}
          onDuplicate={() => duplicate(view.fault)}
        />
      ))}
      <FaultDialog subject={subject} onClose={closeDialog} />
    </Region>
  )
}

interface FaultRowProps {
  readonly view: FaultView
  readonly onEdit: () => void
  readonly onDuplicate: () => void
}

function FaultRow({ view, onEdit, onDuplicate }: FaultRowProps) {
  const { fault, enabled } = view
  return (
    <div className={classes.fault}>
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
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t`Actions of ${fault.name}`} size={20} color="gray">
            <EllipsisVertical size={14} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onEdit}>{t`Edit…`}</Menu.Item>
          <Menu.Item onClick={onDuplicate}>{t`Duplicate`}</Menu.Item>
          <Menu.Item onClick={() => void removeEntry('faults', fault.name)}>{t`Remove`}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
