import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { RuleView } from '../../../shared/ipc/snapshot'
import { t } from '../../../shared/text/t'
import { request } from '../../ipc/bridge'
import { useAppStore } from '../../stores/app-store-context'
import { Dialog } from '../../ui/dialog'
import { DialogForm } from '../../ui/dialog-form'
import { notifyUndo } from '../../ui/notify-undo'
import { perform } from '../../ui/perform'
import { useLast } from '../../ui/use-last'
import { FilterFields } from './filter-fields'
import { draftOf, emptyDraft, type RuleDraft, type RuleProblems, ruleOf, ruleProblems } from './rule-form'

/** What the dialog is for: a new rule, or one that exists. */
export type RuleDialogSubject = { readonly type: 'new' } | { readonly type: 'edit'; readonly view: RuleView }

export interface RuleDialogProps {
  readonly subject: RuleDialogSubject | null
  readonly onClose: () => void
}

/** Adds or edits a passthrough rule. */
export function RuleDialog({ subject, onClose }: RuleDialogProps) {
  const shown = useLast(subject)
  return (
    <Dialog title={t`Passthrough rule`} opened={subject !== null} onClose={onClose} width={480}>
      {shown && (
        <RuleForm
          key={shown.type === 'edit' ? `edit ${shown.view.rule.name}` : 'new'}
          subject={shown}
          onDone={onClose}
        />
      )}
    </Dialog>
  )
}

function RuleForm({ subject, onDone }: { readonly subject: RuleDialogSubject; readonly onDone: () => void }) {
  const edited = subject.type === 'edit' ? subject.view : null
  const rules = useAppStore((state) => state.rules)
  const [draft, setDraft] = useState(() => (edited ? draftOf(edited.rule) : emptyDraft))
  const otherNames = rules.map(({ rule }) => rule.name).filter((name) => name !== edited?.rule.name)
  const problems = ruleProblems(draft, otherNames)
  const change = (part: Partial<RuleDraft>) => setDraft({ ...draft, ...part })

  const save = async () => {
    const rule = ruleOf(draft, edited?.rule.enabled ?? true)
    await request('passthrough.save', { rule, replaces: edited?.rule.name ?? null })
    if (edited) {
      const former = { rule: edited.rule, replaces: rule.name }
      notifyUndo(
        t`Saved ${rule.name}`,
        () => void perform('passthrough.save', former),
        t`passthrough ${rule.name}`,
      )
    }
    onDone()
  }

  return (
    <DialogForm problems={problems} onSave={save} onCancel={onDone}>
      {(shown) => (
        <>
          <RuleFields draft={draft} problems={shown} onChange={change} />
          <RuleOptions draft={draft} headersProblem={shown.forwardHeaders} onChange={change} />
        </>
      )}
    </DialogForm>
  )
}

interface RuleFieldsProps {
  readonly draft: RuleDraft
  readonly problems: RuleProblems
  readonly onChange: (part: Partial<RuleDraft>) => void
}

function RuleFields({ draft, problems, onChange }: RuleFieldsProps) {
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
        description={t`Connections whose path matches; * stands for the rest`}
        value={draft.path}
        error={problems.path}
        onChange={(event) => onChange({ path: event.currentTarget.value })}
      />
      <TextInput
        label={t`Upstream URL`}
        placeholder="wss://api.example.com/ws"
        value={draft.upstream}
        error={problems.upstream}
        onChange={(event) => onChange({ upstream: event.currentTarget.value })}
      />
      <FilterFields
        label={t`Client to server`}
        draft={draft.clientToServer}
        problem={problems.clientToServer}
        onChange={(clientToServer) => onChange({ clientToServer })}
      />
      <FilterFields
        label={t`Server to client`}
        draft={draft.serverToClient}
        problem={problems.serverToClient}
        onChange={(serverToClient) => onChange({ serverToClient })}
      />
    </>
  )
}

interface RuleOptionsProps {
  readonly draft: RuleDraft
  readonly headersProblem: string | undefined
  readonly onChange: (part: Partial<RuleDraft>) => void
}

function RuleOptions({ draft, headersProblem, onChange }: RuleOptionsProps) {
  return (
    <>
      <NativeSelect
        label={t`When the upstream closes`}
        data={[
          { value: 'relay', label: t`Close the client with the same code and reason` },
          { value: 'keep', label: t`Keep the client; connect again with its next message` },
        ]}
        value={draft.onUpstreamClose}
        onChange={(event) =>
          onChange({ onUpstreamClose: event.currentTarget.value === 'keep' ? 'keep' : 'relay' })
        }
      />
      <TextInput
        label={t`Forward headers`}
        description={t`Names of the client’s headers that the upstream gets as well`}
        placeholder="authorization, cookie"
        value={draft.forwardHeaders}
        error={headersProblem}
        onChange={(event) => onChange({ forwardHeaders: event.currentTarget.value })}
      />
      <Checkbox
        label={t`Handlers see forwarded messages too`}
        checked={draft.alsoHandle}
        onChange={(event) => onChange({ alsoHandle: event.currentTarget.checked })}
      />
      <Checkbox
        label={t`Verify the upstream’s certificate`}
        checked={draft.verifyTls}
        onChange={(event) => onChange({ verifyTls: event.currentTarget.checked })}
      />
    </>
  )
}
