import { ActionIcon, Menu, Switch } from '@mantine/core'
import { EllipsisVertical, Plus } from 'lucide-react'
import { useState } from 'react'
import type { BreakpointView } from '../../../shared/ipc/snapshot'
import { t } from '../../../shared/text/t'
import { useCommand } from '../../commands/command-context'
import { focusRegion } from '../../commands/focus-region'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { EmptyState } from '../../ui/empty-state'
import { IconButton } from '../../ui/icon-button'
import { perform } from '../../ui/perform'
import { Region } from '../../ui/region'
import { removeEntry } from '../../ui/remove-entry'
import { filterWords } from '../passthrough/filter-words'
import { directionGlyph } from '../traffic/row-words'
import { BreakpointDialog, type BreakpointSubject } from './breakpoint-dialog'
import { newBreakpoint } from './breakpoint-form'
import classes from './breakpoints.module.css'

/** Which messages are held, and the switches for it. */
export function BreakpointsRegion() {
  const app = useAppStoreApi()
  const views = useAppStore((state) => state.breakpoints)
  const suggested = useAppStore((state) => state.ui.suggestedBreakpoint)
  const [edited, setEdited] = useState<BreakpointSubject | null>(null)
  const add = () => setEdited({ breakpoint: newBreakpoint, replaces: null })
  // What opened it may be gone: a menu item, or the message that it was made from.
  const closeDialog = () => {
    setEdited(null)
    app.getState().setUi({ suggestedBreakpoint: null })
    focusRegion(t`Breakpoints`)
  }
  useCommand('breakpoints.add', add)
  return (
    <Region
      name={t`Breakpoints`}
      collapsible
      actions={<IconButton label={t`Add breakpoint`} icon={Plus} onClick={add} />}
    >
      {views.length === 0 && <EmptyState compact>{t`Add a breakpoint to hold messages.`}</EmptyState>}
      {views.map((view) => (
        <BreakpointRow
          key={view.breakpoint.name}
          view={view}
          onEdit={() => setEdited({ breakpoint: view.breakpoint, replaces: view.breakpoint.name })}
        />
      ))}
      <BreakpointDialog
        subject={edited ?? (suggested && { breakpoint: suggested, replaces: null })}
        onClose={closeDialog}
      />
    </Region>
  )
}

function BreakpointRow({ view, onEdit }: { readonly view: BreakpointView; readonly onEdit: () => void }) {
  const { breakpoint, enabled, problem } = view
  const { name, path, directions, message } = breakpoint
  const words = `${directions.map(directionGlyph).join('')} ${path} · ${filterWords(message)}`
  return (
    <div className={classes.breakpoint}>
      <Switch
        aria-label={name}
        checked={enabled}
        onChange={(event) =>
          void perform('breakpoints.setEnabled', { name, enabled: event.currentTarget.checked })
        }
      />
      <div className={classes.words} title={problem ?? words}>
        <div className="u-truncate">{name}</div>
        <div className={classes.what} data-problem={problem !== null || undefined}>
          {problem === null ? words : t`Not used: ${problem}`}
        </div>
      </div>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t`Actions of ${name}`} size={20} color="gray">
            <EllipsisVertical size={14} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onEdit}>{t`Edit…`}</Menu.Item>
          <Menu.Item onClick={() => void removeEntry('breakpoints', name)}>{t`Remove`}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
