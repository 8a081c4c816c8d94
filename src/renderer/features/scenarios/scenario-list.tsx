import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Scenario } from '../../../shared/model/workspace'
import { t } from '../../../shared/text/t'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { useItemDrop } from '../../ui/item-drag'
import { perform } from '../../ui/perform'
import { moveScenarioTo, removeScenario } from './scenario-actions'
import { changedByHand } from './scenario-draft'
import { type ScenarioKeyAction, scenarioKeyAction } from './scenario-keys'
import { ScenarioRow, scenarioDrag } from './scenario-row'
import { asInTheFile, scenarioWords } from './scenario-words'
import classes from './scenarios.module.css'
import { useSwitchStates } from './use-switch-states'

export interface ScenarioListProps {
  readonly onEdit: (scenario: Scenario) => void
  /** The scenario that was saved and gets the focus as soon as it is there. */
  readonly saved: string | null
  readonly onShown: () => void
}

/** The file's own switches, then the scenarios: one stop of the Tab key, with arrows and numbers inside. */
export function ScenarioList({ onEdit, saved, onShown }: ScenarioListProps) {
  const app = useAppStoreApi()
  const { all, active } = useAppStore((state) => state.scenarios)
  const states = useSwitchStates()
  const list = useRef<HTMLUListElement>(null)
  const [markedName, setMarkedName] = useState<string | null>(active)
  const [menu, setMenu] = useState<string | null>(null)
  const drop = useItemDrop(scenarioDrag, (name, place) => moveScenarioTo(app, name, place))
  const rows: readonly (Scenario | null)[] = [null, ...all]
  const marked = Math.max(
    0,
    rows.findIndex((scenario) => (scenario?.name ?? null) === markedName),
  )

  const savedIndex = saved === null ? -1 : rows.findIndex((scenario) => scenario?.name === saved)
  const shown = useEffectEvent(onShown)
  useEffect(() => {
    if (savedIndex < 0) return
    rowsIn(list.current)[savedIndex]?.focus()
    shown()
  }, [savedIndex])

  const carryOut = (action: ScenarioKeyAction) => {
    const scenario = rows[marked] ?? null
    switch (action.type) {
      case 'mark':
        rowsIn(list.current)[action.index]?.focus()
        break
      case 'choose':
        void perform('scenario.choose', rows[action.index]?.name ?? null)
        break
      case 'move':
        if (scenario) void perform('scenario.move', { name: scenario.name, by: action.by })
        break
      case 'menu':
        setMenu(scenario?.name ?? null)
        break
      case 'edit':
        if (scenario) onEdit(scenario)
        break
      case 'remove':
        if (scenario) void removeScenario(app, scenario.name)
        break
      default:
        action satisfies never
    }
  }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // The keys of a row's menu come here too, although it stands elsewhere in the page.
    if (!(event.target instanceof Element && event.target.matches('[data-scenario-row]'))) return
    const action = scenarioKeyAction(event, { marked, count: rows.length })
    if (!action) return
    event.preventDefault()
    carryOut(action)
  }

  return (
    <ul ref={list} aria-label={t`Scenarios`} className={classes.list} onKeyDown={onKeyDown}>
      {rows.map((scenario, index) => {
        const name = scenario?.name ?? null
        const isActive = name === active
        const byHand = isActive && changedByHand(scenario, states)
        return (
          <ScenarioRow
            // No scenario has an empty name.
            key={name ?? ''}
            title={name ?? asInTheFile}
            words={
              (byHand ? `${t`changed by hand ·`} ` : '') +
              (scenario ? scenarioWords(scenario, states) : t`no scenario`)
            }
            scenario={scenario}
            active={isActive}
            marked={index === marked}
            digit={index < 10 ? index : null}
            onMark={() => setMarkedName(name)}
            menuOpen={name !== null && name === menu}
            onMenu={(open) => setMenu((now) => (open ? name : now === name ? null : now))}
            onEdit={onEdit}
            drop={name === null ? null : drop(name)}
          />
        )
      })}
    </ul>
  )
}

function rowsIn(list: HTMLElement | null): readonly HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[data-scenario-row]') ?? [])]
}
