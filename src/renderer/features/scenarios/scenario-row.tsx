import { ActionIcon, Menu } from '@mantine/core'
import { EllipsisVertical } from 'lucide-react'
import { useId } from 'react'
import type { Scenario } from '../../../shared/model/workspace'
import { t } from '../../../shared/text/t'
import { useAppStoreApi } from '../../stores/app-store-context'
import { type DragType, type ItemDrop, startItemDrag } from '../../ui/item-drag'
import { perform } from '../../ui/perform'
import { captureInto, duplicateScenario, removeScenario } from './scenario-actions'
import classes from './scenarios.module.css'

export const scenarioDrag: DragType = 'application/x-understudy-scenario'

export interface ScenarioRowProps {
  readonly title: string
  /** What it switches, in words. */
  readonly words: string
  /** Null for the file's own switches. */
  readonly scenario: Scenario | null
  readonly active: boolean
  /** The one of the list that the Tab key reaches. */
  readonly marked: boolean
  /** The number that chooses it, null beyond 9. */
  readonly digit: number | null
  readonly onMark: () => void
  readonly menuOpen: boolean
  readonly onMenu: (open: boolean) => void
  readonly onEdit: (scenario: Scenario) => void
  readonly drop: ItemDrop | null
}

/** A scenario: a click chooses it. */
export function ScenarioRow(props: ScenarioRowProps) {
  const { title, words, scenario, active, marked, digit } = props
  const wordsId = useId()
  return (
    <li
      className={classes.row}
      data-active={active || undefined}
      draggable={scenario !== null}
      onDragStart={(event) => startItemDrag(event, scenarioDrag, title)}
      onContextMenu={(event) => {
        event.preventDefault()
        if (scenario) props.onMenu(true)
      }}
      {...props.drop}
    >
      <button
        type="button"
        className={classes.choose}
        aria-label={title}
        aria-pressed={active}
        aria-describedby={wordsId}
        aria-keyshortcuts={digit === null ? undefined : String(digit)}
        title={`${title}\n${words}`}
        tabIndex={marked ? 0 : -1}
        data-region-focus={marked || undefined}
        data-scenario-row
        onFocus={props.onMark}
        onClick={() => void perform('scenario.choose', scenario?.name ?? null)}
      >
        <span className={classes.digit} aria-hidden>
          {digit}
        </span>
        <span className={`u-truncate ${classes.name}`}>{title}</span>
        <span id={wordsId} className={`u-truncate ${classes.words}`}>
          {words}
        </span>
      </button>
      {scenario && (
        <Menu opened={props.menuOpen} onChange={props.onMenu} position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={t`Actions of ${title}`} size={20} color="gray" tabIndex={marked ? 0 : -1}>
              <EllipsisVertical size={14} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <ScenarioMenuItems scenario={scenario} onEdit={props.onEdit} />
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  )
}

function ScenarioMenuItems({ scenario, onEdit }: Pick<ScenarioRowProps, 'onEdit'> & { scenario: Scenario }) {
  const app = useAppStoreApi()
  const { name } = scenario
  return (
    <>
      <Menu.Item onClick={() => onEdit(scenario)}>{t`Edit or rename…`}</Menu.Item>
      <Menu.Item onClick={() => void duplicateScenario(app, scenario)}>{t`Duplicate`}</Menu.Item>
      <Menu.Item onClick={() => void captureInto(app, scenario)}>{t`Set to what is switched now`}</Menu.Item>
      <Menu.Divider />
      <Menu.Item onClick={() => void perform('scenario.move', { name, by: -1 })}>{t`Move up`}</Menu.Item>
      <Menu.Item onClick={() => void perform('scenario.move', { name, by: 1 })}>{t`Move down`}</Menu.Item>
      <Menu.Divider />
      <Menu.Item onClick={() => void removeScenario(app, name)}>{t`Remove`}</Menu.Item>
    </>
  )
}
