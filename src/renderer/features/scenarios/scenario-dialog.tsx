import { SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { Scenario } from '../../../shared/model/workspace'
import { t } from '../../../shared/text/t'
import { request } from '../../ipc/bridge'
import { useAppStore } from '../../stores/app-store-context'
import { Dialog } from '../../ui/dialog'
import { DialogForm } from '../../ui/dialog-form'
import { notifyUndo } from '../../ui/notify-undo'
import { perform } from '../../ui/perform'
import { useLast } from '../../ui/use-last'
import {
  nameProblem,
  type ScenarioDraft,
  type SwitchChoices,
  scenarioOf,
  switchesOf,
  withChoice,
} from './scenario-draft'
import classes from './scenarios.module.css'
import { type SwitchState, switchLists, switchTitle } from './switch-states'
import { useSwitchStates } from './use-switch-states'

/** What the dialog is about; `replaces` is the name of the one that is edited. */
export interface ScenarioSubject {
  readonly draft: ScenarioDraft
  /** As it was before, empty for a new one. */
  readonly former: Scenario
  readonly replaces: string | null
}

export interface ScenarioDialogProps {
  readonly subject: ScenarioSubject | null
  readonly onClose: () => void
  readonly onSaved: (name: string) => void
  readonly returnFocus: boolean
}

const titles = {
  passthrough: t`Passthrough`,
  faults: t`Faults`,
  breakpoints: t`Breakpoints`,
  handlers: t`Handler files`,
} as const

/** Adds or edits a scenario: which switches it turns. */
export function ScenarioDialog({ subject, onClose, onSaved, returnFocus }: ScenarioDialogProps) {
  const shown = useLast(subject)
  return (
    <Dialog
      title={t`Scenario`}
      opened={subject !== null}
      onClose={onClose}
      width={520}
      returnFocus={returnFocus}
    >
      {shown && <ScenarioForm subject={shown} onDone={onClose} onSaved={onSaved} />}
    </Dialog>
  )
}

interface ScenarioFormProps {
  readonly subject: ScenarioSubject
  readonly onDone: () => void
  readonly onSaved: (name: string) => void
}

function ScenarioForm({ subject, onDone, onSaved }: ScenarioFormProps) {
  const { former, replaces } = subject
  const states = useSwitchStates()
  const names = useAppStore(useShallow((state) => state.scenarios.all.map(({ name }) => name)))
  const [draft, setDraft] = useState(subject.draft)
  const otherNames = names.filter((name) => name !== replaces)
  const problem = nameProblem(draft.name, otherNames)

  const save = async () => {
    const scenario = scenarioOf(draft, former, states)
    await request('scenario.save', { scenario, replaces })
    if (replaces !== null) {
      const before = { scenario: former, replaces: scenario.name }
      notifyUndo(
        t`Saved ${scenario.name}`,
        () => void perform('scenario.save', before),
        t`scenario ${scenario.name}`,
      )
    }
    onDone()
    onSaved(scenario.name)
  }

  return (
    <DialogForm problems={problem === null ? {} : { name: problem }} onSave={save} onCancel={onDone}>
      {(shown) => (
        <>
          <TextInput
            label={t`Name`}
            data-autofocus
            value={draft.name}
            error={shown.name}
            onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
          />
          <SwitchFields
            states={states}
            choices={draft.choices}
            onChange={(choices) => setDraft({ ...draft, choices })}
          />
        </>
      )}
    </DialogForm>
  )
}

interface SwitchFieldsProps {
  readonly states: readonly SwitchState[]
  readonly choices: SwitchChoices
  readonly onChange: (choices: SwitchChoices) => void
}

function SwitchFields({ states, choices, onChange }: SwitchFieldsProps) {
  const switches = switchesOf(states, choices)
  if (switches.length === 0) {
    return (
      <p className={classes.hint}>
        {t`There is nothing to switch yet. Add a passthrough rule, a fault, a breakpoint or a handler first; a scenario without switches leaves everything as in the file.`}
      </p>
    )
  }
  return switchLists.map((list) => {
    const own = switches.filter((one) => one.list === list)
    return (
      own.length > 0 && (
        <fieldset key={list} className={classes.group}>
          <legend className={classes.legend}>{titles[list]}</legend>
          {own.map((one) => (
            <SwitchField
              key={one.name}
              title={switchTitle(one)}
              own={one.own}
              choice={choices[list].get(one.name) ?? null}
              onChange={(on) => onChange(withChoice(choices, one, on))}
            />
          ))}
          {list === 'handlers' && choices.handlers.size > 0 && (
            <p className={classes.hint}>
              {t`A scenario that switches one handler file keeps the others as they are in the file now.`}
            </p>
          )}
        </fieldset>
      )
    )
  })
}

interface SwitchFieldProps {
  readonly title: string
  readonly own: boolean | null
  readonly choice: boolean | null
  readonly onChange: (on: boolean | null) => void
}

const positions = [
  { value: 'unchanged', label: t`Unchanged` },
  { value: 'on', label: t`On` },
  { value: 'off', label: t`Off` },
] as const

function SwitchField({ title, own, choice, onChange }: SwitchFieldProps) {
  const ownWords = own === null ? t`not in this workspace now` : t`in the file: ${own ? 'on' : 'off'}`
  return (
    <div className={classes.field}>
      <div className={classes.switch}>
        <div className="u-truncate" title={title}>
          {title}
        </div>
        <div className={classes.own}>{ownWords}</div>
      </div>
      <SegmentedControl
        aria-label={title}
        size="xs"
        data={[...positions]}
        value={choice === null ? 'unchanged' : choice ? 'on' : 'off'}
        onChange={(value) => onChange(value === 'unchanged' ? null : value === 'on')}
      />
    </div>
  )
}
