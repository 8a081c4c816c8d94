import type { AppData } from '../../stores/app-state'
import { changedSwitches, changeWords } from './scenario-words'
import { type SwitchSources, switchStates } from './switch-states'

const sources = ['rules', 'faults', 'breakpoints', 'handlerFiles', 'scenarios'] as const

type Announced = SwitchSources & Pick<AppData, 'ready' | 'workspace'>

/** What is to be said after a change of the window's state; null: what was said before still holds. */
export function announcedChange(now: Announced, before: Announced): string | null {
  if (now.workspace.folder !== before.workspace.folder || !before.ready) return ''
  if (sources.every((name) => now[name] === before[name])) return null
  const [then, after] = [switchStates(before), switchStates(now)]
  if (now.scenarios.active !== before.scenarios.active) {
    return changeWords(now.scenarios.active, then, after)
  }
  return changedSwitches(then, after).length > 0 ? '' : null
}
