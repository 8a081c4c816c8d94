import { SimpleGrid, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Fault } from '../../../shared/model/workspace'
import { t } from '../../../shared/text/t'
import { request } from '../../ipc/bridge'
import { useAppStore } from '../../stores/app-store-context'
import { Dialog } from '../../ui/dialog'
import { DialogForm } from '../../ui/dialog-form'
import { notifyUndo } from '../../ui/notify-undo'
import { perform } from '../../ui/perform'
import { useLast } from '../../ui/use-last'
import {
  draftOf,
  type FaultDraft,
  type FaultNumber,
  type FaultProblems,
  faultNumbers,
  faultOf,
  faultProblems,
} from './fault-form'
import classes from './faults.module.css'

/** What the dialog is about; `replaces` is the name of the one that is edited. */
export interface FaultSubject {
  readonly fault: Fault
  readonly replaces: string | null
}

export interface FaultDialogProps {
  readonly subject: FaultSubject | null
  readonly onClose: () => void
}

/** Rows of fields; what stays empty does nothing. */
const rows: readonly (readonly FaultNumber[])[] = [
  ['latencyMean', 'latencySpread', 'latencyMin', 'latencyMax'],
  ['drop', 'duplicate', 'reorder', 'corrupt'],
  ['throttle', 'refuseUpgrade', 'stallUpgradeMs'],
  ['disconnectAfter', 'closeCode'],
]

/** Adds or edits a fault. */
export function FaultDialog({ subject, onClose }: FaultDialogProps) {
  const shown = useLast(subject)
  return (
    <Dialog title={t`Fault`} opened={subject !== null} onClose={onClose} width={560}>
      {shown && <FaultForm subject={shown} onDone={onClose} />}
    </Dialog>
  )
}

function FaultForm({ subject, onDone }: { readonly subject: FaultSubject; readonly onDone: () => void }) {
  const { fault, replaces } = subject
  const views = useAppStore((state) => state.faults)
  const [draft, setDraft] = useState(() => draftOf(fault))
  const otherNames = views.map((view) => view.fault.name).filter((name) => name !== replaces)
  const problems = faultProblems(draft, otherNames)

  const save = async () => {
    const saved = faultOf(draft, fault.enabled)
    await request('faults.save', { fault: saved, replaces })
    if (replaces !== null) {
      const former = { fault, replaces: saved.name }
      notifyUndo(t`Saved ${saved.name}`, () => void perform('faults.save', former), t`faults ${saved.name}`)
    }
    onDone()
  }

  return (
    <DialogForm problems={problems} onSave={save} onCancel={onDone}>
      {(shown) => (
        <FaultFields draft={draft} problems={shown} onChange={(part) => setDraft({ ...draft, ...part })} />
      )}
    </DialogForm>
  )
}

interface FaultFieldsProps {
  readonly draft: FaultDraft
  readonly problems: FaultProblems
  readonly onChange: (part: Partial<FaultDraft>) => void
}

function FaultFields({ draft, problems, onChange }: FaultFieldsProps) {
  return (
    <>
      <TextInput
        label={t`Name`}
        data-autofocus
        value={draft.name}
        error={problems.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t`Path`}
        description={t`Connections whose path matches; * stands for one part or more`}
        value={draft.path}
        error={problems.path}
        onChange={(event) => onChange({ path: event.currentTarget.value })}
      />
      {rows.map((row) => (
        <SimpleGrid key={row.join()} cols={row.length} spacing="xs">
          {row.map((name) => (
            <TextInput
              key={name}
              label={faultNumbers[name].label}
              inputMode="decimal"
              value={draft[name]}
              error={problems[name]}
              onChange={(event) => onChange({ [name]: event.currentTarget.value })}
            />
          ))}
        </SimpleGrid>
      ))}
      <p className={classes.hint}>
        {t`What is empty does nothing. Close code 1006 cuts the connection without a close frame.`}
      </p>
    </>
  )
}
