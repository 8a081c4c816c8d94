import { ActionIcon, Menu } from '@mantine/core'
import { Cable, EllipsisVertical, Split } from 'lucide-react'
import { memo } from 'react'
import type { ConnectionState, ConnectionSummary } from '../../../shared/model/connection'
import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import { formatCompact, formatCount } from '../../ui/amounts'
import type { OpenDialog } from './connection-dialogs'
import { ConnectionMenuItems } from './connection-menu'
import classes from './connections.module.css'
import { ownSwitchWords } from './own-switch'
import { ownUpstreamWords } from './own-upstream'

export interface ConnectionRowProps {
  readonly id: string
  /** From 1, the header's row not counted. */
  readonly rowIndex: number
  readonly connection: ConnectionSummary
  /** From the top of the scrolled content. */
  readonly topPx: number
  readonly active: boolean
  readonly menuOpen: boolean
  readonly onSelect: (connection: string) => void
  readonly onShowTraffic: (connection: string) => void
  readonly onMenu: (connection: string | null) => void
  readonly onDialog: (dialog: OpenDialog) => void
}

/** One connection. */
export const ConnectionRow = memo(function ConnectionRow(props: ConnectionRowProps) {
  const { connection } = props
  const { id, path, state, rooms } = connection
  const ownSwitches = ownSwitchWords(connection)
  const ownUpstream = ownUpstreamWords(
    useAppStore((store) => store.rules),
    path,
  )
  return (
    <tr
      id={props.id}
      aria-rowindex={props.rowIndex}
      aria-selected={props.active}
      className={classes.row}
      style={{ top: props.topPx }}
      onClick={() => props.onSelect(id)}
      onDoubleClick={() => props.onShowTraffic(id)}
      onContextMenu={(event) => {
        event.preventDefault()
        props.onSelect(id)
        props.onMenu(id)
      }}
    >
      <td className={classes.number} title={id}>
        {id}
      </td>
      <td title={tooltipOf(connection, ownUpstream)} className={classes.path}>
        {ownSwitches !== '' && (
          <Split role="img" aria-label={ownSwitches} size={11} className={classes.ownSwitches} />
        )}
        {ownUpstream !== '' && <Cable aria-hidden size={11} className={classes.ownSwitches} />}
        <bdi>{path}</bdi>
      </td>
      <td>
        <StateMark state={state} />
      </td>
      <td className={classes.rooms} title={rooms.join(', ')}>
        {rooms.join(', ')}
      </td>
      <td className={classes.number} title={formatCount(connection.received)}>
        {formatCompact(connection.received)}
      </td>
      <td className={classes.number} title={formatCount(connection.sent)}>
        {formatCompact(connection.sent)}
      </td>
      <td className={classes.menuCell}>
        <Menu
          opened={props.menuOpen}
          onChange={(opened) => props.onMenu(opened ? id : null)}
          position="bottom-start"
        >
          <Menu.Target>
            <ActionIcon
              aria-label={t`Connection actions`}
              size={20}
              color="gray"
              tabIndex={-1}
              onDoubleClick={(event) => event.stopPropagation()}
            >
              <EllipsisVertical size={14} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <ConnectionMenuItems connection={connection} onDialog={props.onDialog} />
          </Menu.Dropdown>
        </Menu>
      </td>
    </tr>
  )
})

const stateWords: Readonly<Record<ConnectionState, string>> = {
  open: t`open`,
  paused: t`paused`,
  closing: t`closing`,
  closed: t`closed`,
}

function StateMark({ state }: { readonly state: ConnectionState }) {
  const words = stateWords[state]
  return <span role="img" aria-label={words} title={words} className={classes.state} data-state={state} />
}

function tooltipOf(connection: ConnectionSummary, ownUpstream: string): string {
  const { path, query, remoteAddress, subprotocol, handlers } = connection
  return [
    query === '' ? path : `${path}?${query.replace(/^\?/, '')}`,
    t`from ${remoteAddress}`,
    subprotocol === '' ? '' : t`subprotocol ${subprotocol}`,
    handlers.length === 0 ? t`no handler` : t`handled by ${handlers.join(', ')}`,
    ownUpstream,
    ownSwitchWords(connection),
  ]
    .filter((line) => line !== '')
    .join('\n')
}
