import type { AppData } from '../../stores/app-state'

/** The lists of what a scenario switches, in the order in which they are shown. */
export const switchLists = ['passthrough', 'faults', 'breakpoints', 'handlers'] as const
export type SwitchList = (typeof switchLists)[number]

/** A switch of the workspace: how it stands now, and how it stands without a scenario. */
export interface SwitchState {
  readonly list: SwitchList
  /** A handler is named by its file: `handlers/chat.ts`. */
  readonly name: string
  readonly own: boolean
  readonly now: boolean
}

export type SwitchSources = Pick<AppData, 'rules' | 'faults' | 'breakpoints' | 'handlerFiles' | 'scenarios'>

/** Every switch of the workspace, list by list. */
export function switchStates(data: SwitchSources): readonly SwitchState[] {
  const disabled = new Set(data.scenarios.disabledHandlers)
  return [
    ...data.rules.map(({ rule, enabled }) => stateOf('passthrough', rule, enabled)),
    ...data.faults.map(({ fault, enabled }) => stateOf('faults', fault, enabled)),
    ...data.breakpoints.map(({ breakpoint, enabled }) => stateOf('breakpoints', breakpoint, enabled)),
    ...data.handlerFiles
      .filter(({ shared }) => !shared)
      .map(
        (file): SwitchState => ({
          list: 'handlers',
          name: file.path,
          own: !disabled.has(file.path),
          now: !file.disabled,
        }),
      ),
  ]
}

/** `handlers/chat.ts` is `chat.ts` in a sentence. */
export function switchTitle({ list, name }: Pick<SwitchState, 'list' | 'name'>): string {
  return list === 'handlers' ? name.replace(/^handlers\//, '') : name
}

function stateOf(
  list: SwitchList,
  entry: { readonly name: string; readonly enabled: boolean },
  now: boolean,
): SwitchState {
  return { list, name: entry.name, own: entry.enabled, now }
}
