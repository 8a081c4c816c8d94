import { ActionIcon, Menu, Switch } from '@mantine/core'
import { EllipsisVertical } from 'lucide-react'
import type { RuleView } from '../../../shared/ipc/snapshot'
import { t } from '../../../shared/text/t'
import { perform } from '../../ui/perform'
import { removeEntry } from '../../ui/remove-entry'
import { filterWords } from './filter-words'
import classes from './passthrough.module.css'

export interface RuleRowProps {
  readonly view: RuleView
  readonly onEdit: () => void
}

/** A rule, its switch, and where its messages go. */
export function RuleRow({ view, onEdit }: RuleRowProps) {
  const { rule, enabled, source } = view
  return (
    <div className={classes.rule}>
      <Switch
        aria-label={rule.name}
        checked={enabled}
        onChange={(event) =>
          void perform('passthrough.setEnabled', { name: rule.name, enabled: event.currentTarget.checked })
        }
      />
      <div className={classes.words} title={tooltipOf(view)}>
        <div className={classes.name}>
          {rule.name}
          {source === 'code' && <span className={classes.source}>{t`in code`}</span>}
        </div>
        <div className={classes.route}>
          {rule.path} → {rule.upstream}
        </div>
      </div>
      {source === 'workspace' && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={t`Actions of ${rule.name}`} size={20} color="gray">
              <EllipsisVertical size={14} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={onEdit}>{t`Edit…`}</Menu.Item>
            <Menu.Item onClick={() => void removeEntry('passthrough', rule.name)}>{t`Remove`}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  )
}

function tooltipOf({ rule, source }: RuleView): string {
  return [
    `${rule.path} → ${rule.upstream}`,
    t`Client to server: ${filterWords(rule.clientToServer)}`,
    t`Server to client: ${filterWords(rule.serverToClient)}`,
    source === 'code' ? t`Declared by a handler` : '',
  ]
    .filter((line) => line !== '')
    .join('\n')
}
