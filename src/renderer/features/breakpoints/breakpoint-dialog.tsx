import { Checkbox, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type HoldDirection, holdDirections } from '../../../shared/model/hold'
import type { Breakpoint } from '../../../shared/model/workspace'
import { t } from '../../../shared/text/t'
import { request } from '../../ipc/bridge'
import { useAppStore } from '../../stores/app-store-context'
import { Dialog } from '../../ui/dialog'
import { DialogForm } from '../../ui/dialog-form'
import { notifyUndo } from '../../ui/notify-undo'
import { perform } from '../../ui/perform'
import { useLast } from '../../ui/use-last'
import { FilterFields } from '../passthrough/filter-fields'
import { type BreakpointDraft, breakpointOf, breakpointProblems, draftOf } from './breakpoint-form'

/** What the dialog is about; `replaces` is the name of the one that is edited. */
export interface BreakpointSubject {
  readonly breakpoint: Breakpoint
  readonly replaces: string | null
}

export interface BreakpointDialogProps {
  readonly subject: BreakpointSubject | null
  readonly onClose: () => void
}

const directionLabels: Readonly<Record<HoldDirection, string>> = {
  'from-client': t`From the client`,
  'to-client': t`To the client`,
  'to-upstream': t`To the upstream (passthrough)`,
  'from-upstream': t`From the upstream (passthrough)`,
}

/** Adds or edits a breakpoint. */
export function BreakpointDialog({ subject, onClose }: BreakpointDialogProps) {
  const shown = useLast(subject)
  return (
    <Dialog title={t`Breakpoint`} opened={subject !== null} onClose={onClose} width={480}>
      {shown && <BreakpointForm subject={shown} onDone={onClose} />}
    </Dialog>
  )
}

function BreakpointForm({
  subject,
  onDone,
}: {
  readonly subject: BreakpointSubject
  readonly onDone: () => void
}) {
  const { breakpoint, replaces } = subject
  const views = useAppStore((state) => state.breakpoints)
  const [draft, setDraft] = useState(() => draftOf(breakpoint))
  const otherNames = views.map((view) => view.breakpoint.name).filter((name) => name !== replaces)
  const problems = breakpointProblems(draft, otherNames)
  const change = (part: Partial<BreakpointDraft>) => setDraft({ ...draft, ...part })

  const save = async () => {
    const saved = breakpointOf(draft, breakpoint.enabled)
    await request('breakpoints.save', { breakpoint: saved, replaces })
    if (replaces !== null) {
      const former = { breakpoint, replaces: saved.name }
      notifyUndo(
        t`Saved ${saved.name}`,
        () => void perform('breakpoints.save', former),
        t`breakpoints ${saved.name}`,
      )
    }
    onDone()
  }

  return (
    <DialogForm problems={problems} onSave={save} onCancel={onDone}>
      {(shown) => (
        <>
          <TextInput
            label={t`Name`}
            data-autofocus
            value={draft.name}
            error={shown.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <TextInput
            label={t`Path`}
            description={t`Connections whose path matches; * stands for one part or more`}
            value={draft.path}
            error={shown.path}
            onChange={(event) => change({ path: event.currentTarget.value })}
          />
          <Directions draft={draft} problem={shown.directions} onChange={change} />
          <FilterFields
            label={t`Messages`}
            types={['any', 'exact', 'regex', 'jsonpath']}
            draft={draft.message}
            problem={shown.message}
            onChange={(message) => change({ message })}
          />
        </>
      )}
    </DialogForm>
  )
}

interface DirectionsProps {
  readonly draft: BreakpointDraft
  readonly problem: string | undefined
  readonly onChange: (part: Partial<BreakpointDraft>) => void
}

function Directions({ draft, problem, onChange }: DirectionsProps) {
  const chosen = holdDirections.filter((direction) => draft.directions.has(direction))
  return (
    <Checkbox.Group
      label={t`Direction`}
      value={chosen}
      error={problem}
      onChange={(values) =>
        onChange({
          directions: new Set(holdDirections.filter((one) => values.some((value) => value === one))),
        })
      }
    >
      <Stack gap={4} mt={4}>
        {holdDirections.map((direction) => (
          <Checkbox key={direction} value={direction} label={directionLabels[direction]} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}
