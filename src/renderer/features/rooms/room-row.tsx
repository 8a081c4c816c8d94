import { ActionIcon, Menu } from '@mantine/core'
import { ChevronDown, ChevronRight, EllipsisVertical } from 'lucide-react'
import type { ReactNode } from 'react'
import { useAppStoreApi } from '../../stores/app-store-context'
import { formatCount, formatCounted } from '../../ui/amounts'
import { perform } from '../../ui/perform'
import { openInComposer } from '../composer/open-in-composer'
import type { RoomNode } from './room-nodes'
import classes from './rooms.module.css'

export interface RoomRowProps {
  readonly id: string
  readonly node: RoomNode
  /** From the top of the scrolled content. */
  readonly topPx: number
  readonly active: boolean
  readonly menuOpen: boolean
  readonly onSelect: () => void
  readonly onToggle: () => void
  readonly onMenu: (open: boolean) => void
  readonly onBroadcast: (room: string) => void
}

/** A room, or one of its members. */
export function RoomRow(props: RoomRowProps) {
  const { node } = props
  const isRoom = node.type === 'room'
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the focus and handles the keys
    <div
      id={props.id}
      role="treeitem"
      tabIndex={-1}
      aria-level={isRoom ? 1 : 2}
      aria-selected={props.active}
      aria-expanded={isRoom ? node.expanded : undefined}
      aria-label={
        isRoom ? `${node.room.name}, ${formatCounted(node.room.members.length, 'member')}` : node.member
      }
      className={classes.row}
      data-level={isRoom ? 1 : 2}
      style={{ top: props.topPx }}
      onClick={props.onSelect}
      onDoubleClick={props.onToggle}
      onContextMenu={(event) => {
        event.preventDefault()
        props.onSelect()
        props.onMenu(true)
      }}
    >
      {isRoom ? <RoomLabel node={node} onToggle={props.onToggle} /> : <MemberLabel member={node.member} />}
      <RowMenu
        name={isRoom ? 'Room actions' : 'Member actions'}
        open={props.menuOpen}
        onChange={props.onMenu}
      >
        {isRoom ? (
          <RoomMenuItems room={node.room.name} onBroadcast={props.onBroadcast} />
        ) : (
          <MemberMenuItems room={node.room} member={node.member} />
        )}
      </RowMenu>
    </div>
  )
}

function RoomLabel(props: {
  readonly node: RoomNode & { readonly type: 'room' }
  readonly onToggle: () => void
}) {
  const { room, expanded } = props.node
  const Chevron = expanded ? ChevronDown : ChevronRight
  return (
    <>
      {/* For the mouse only: the treeitem itself says whether it is expanded. */}
      <span aria-hidden className={classes.chevron} onClick={props.onToggle}>
        <Chevron size={13} />
      </span>
      <span className={classes.name} title={room.name}>
        {room.name}
      </span>
      <span className={classes.count}>{formatCount(room.members.length)}</span>
    </>
  )
}

function MemberLabel({ member }: { readonly member: string }) {
  return <span className={classes.name}>{member}</span>
}

interface RowMenuProps {
  readonly name: string
  readonly open: boolean
  readonly onChange: (open: boolean) => void
  readonly children: ReactNode
}

function RowMenu({ name, open, onChange, children }: RowMenuProps) {
  return (
    <Menu opened={open} onChange={onChange} position="bottom-start">
      <Menu.Target>
        <ActionIcon aria-label={name} size={20} color="gray" tabIndex={-1}>
          <EllipsisVertical size={14} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  )
}

function RoomMenuItems(props: { readonly room: string; readonly onBroadcast: (room: string) => void }) {
  const app = useAppStoreApi()
  const { room } = props
  return (
    <>
      <Menu.Item onClick={() => app.getState().setUi({ selectedRoom: room, resultsTab: 'traffic' })}>
        Show traffic
      </Menu.Item>
      <Menu.Item onClick={() => props.onBroadcast(room)}>Broadcast…</Menu.Item>
      <Menu.Item
        onClick={() =>
          openInComposer(app, { ...app.getState().ui.composer, saved: null, target: { to: 'room', room } })
        }
      >
        Open in composer
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item onClick={() => void perform('rooms.closeAll', room)}>Close all its connections</Menu.Item>
    </>
  )
}

function MemberMenuItems({ room, member }: { readonly room: string; readonly member: string }) {
  const app = useAppStoreApi()
  return (
    <>
      <Menu.Item onClick={() => app.getState().setUi({ selectedConnection: member, resultsTab: 'traffic' })}>
        Show traffic
      </Menu.Item>
      <Menu.Item onClick={() => void perform('connections.leave', { connection: member, room })}>
        Remove from room
      </Menu.Item>
    </>
  )
}
