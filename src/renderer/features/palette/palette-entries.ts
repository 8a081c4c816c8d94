import { t } from '../../../shared/text/t'
import type { AppData } from '../../stores/app-state'
import { perform } from '../../ui/perform'
import { describeMessageKey } from '../composer/message-keys'
import { sendSaved } from '../composer/send-composed'
import { asInTheFile } from '../scenarios/scenario-words'
import { type SwitchState, switchStates, switchTitle } from '../scenarios/switch-states'
import { baseName } from '../workspace/workspace-names'

/** What the palette offers beside the commands: what this workspace has to switch, to run and to send. */
export interface PaletteEntry {
  readonly id: string
  readonly label: string
  /** A second line. */
  readonly description?: string
  /** In the words of the platform. */
  readonly key?: string
  readonly run: () => unknown
}

export type PaletteSources = Pick<
  AppData,
  | 'rules'
  | 'faults'
  | 'breakpoints'
  | 'handlerFiles'
  | 'handlers'
  | 'scenarios'
  | 'savedMessages'
  | 'recentWorkspaces'
  | 'workspace'
>

/** Everything of the workspace that can be done with one choice, as it stands now. */
export function paletteEntries(data: PaletteSources, isMac: boolean): readonly PaletteEntry[] {
  return [
    ...scenarioEntries(data),
    ...switchStates(data).map(switchEntry),
    ...actionEntries(data),
    ...messageEntries(data, isMac),
    ...recentEntries(data),
  ]
}

function scenarioEntries({ scenarios }: PaletteSources): readonly PaletteEntry[] {
  if (scenarios.all.length === 0) return []
  const choices = [
    { label: asInTheFile, name: null },
    ...scenarios.all.map(({ name }) => ({ label: name, name })),
  ]
  return choices.map(({ label, name }) => ({
    id: `scenario.${name ?? ''}`,
    label: t`Scenario: ${label}`,
    run: () => perform('scenario.choose', name),
  }))
}

const switchNouns = {
  passthrough: 'rule',
  faults: 'fault',
  breakpoints: 'breakpoint',
  handlers: 'handler',
} as const

function switchEntry(state: SwitchState): PaletteEntry {
  return {
    id: `switch.${state.list}.${state.name}`,
    label: t`Switch ${switchNouns[state.list]} ${switchTitle(state)} ${state.now ? t`off` : t`on`}`,
    run: () => flip(state),
  }
}

function flip({ list, name, now }: SwitchState): Promise<boolean> {
  if (list === 'handlers') return perform('handlers.setDisabled', { path: name, disabled: now })
  return perform(`${list}.setEnabled`, { name, enabled: !now })
}

function actionEntries({ handlers }: PaletteSources): readonly PaletteEntry[] {
  const withActions = handlers.filter(({ actions }) => actions.length > 0)
  return withActions.flatMap(({ name, file, actions }) =>
    actions.map((action) => ({
      id: `action.${file}.${name}.${action}`,
      label: t`Action: ${action}`,
      ...(withActions.length > 1 && { description: name }),
      run: () => perform('actions.run', { handler: name, action }),
    })),
  )
}

function messageEntries({ savedMessages }: PaletteSources, isMac: boolean): readonly PaletteEntry[] {
  return savedMessages.messages.map((saved) => ({
    id: `message.${saved.file}`,
    label: t`Send message: ${saved.message.name}`,
    ...(saved.message.key !== null && { key: describeMessageKey(saved.message.key, isMac) }),
    run: () => sendSaved(saved),
  }))
}

function recentEntries({ recentWorkspaces, workspace }: PaletteSources): readonly PaletteEntry[] {
  return recentWorkspaces
    .filter((folder) => folder !== workspace.folder)
    .map((folder) => ({
      id: `recent.${folder}`,
      label: t`Open recent workspace: ${baseName(folder)}`,
      description: folder,
      run: () => perform('workspace.open', { folder }),
    }))
}
