import { ActionIcon, Menu } from '@mantine/core'
import { ChevronDown, ChevronRight, EllipsisVertical } from 'lucide-react'
import type { DragEvent, ReactNode } from 'react'
import type { RoomSummary } from '../../../shared/model/connection'
import { t } from '../../../shared/text/t'
import { useAppStoreApi } from '../../stores/app-store-context'
import { formatCount, formatCounted } from '../../ui/amounts'
import { perform } from '../../ui/perform'
import { openInComposer } from '../composer/open-in-composer'
import { startDrag } from './member-drag'
import type { Movers } from './move-dialog'
import { moveMembers } from './move-members'
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
  /** Opens the dialog that asks where to. */
  readonly onMove: (movers: Movers) => void
  readonly onDragOver: ((event: DragEvent) => void) | undefined
  readonly onDrop: ((event: DragEvent) => void) | undefined
}

/** A room, or one of its members. */
export function RoomRow(props: RoomRowProps) {
  const { node } = props
  const isRoom = node.type === 'room'
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the focus and handles the keys
    // biome-ignore lint/a11y/useFocusableInteractive: a click on it is to focus the tree
    <div
      id={props.id}
      role="treeitem"
      aria-level={isRoom ? 1 : 2}
      aria-selected={props.active}
      aria-expanded={isRoom ? node.expanded : undefined}
      aria-label={
        isRoom
          ? `${node.room.name}, ${formatCounted(node.room.members.length, t`# member|# members`)}`
          : node.member
      }
      className={classes.row}
      data-level={isRoom ? 1 : 2}
      style={{ top: props.topPx }}
      onClick={props.onSelect}
      onDoubleClick={props.onToggle}
      draggable={!isRoom}
      onDragStart={(event) => {
        if (!isRoom) startDrag(event, { members: [node.member], from: node.room })
      }}
      onDragOver={props.onDragOver}
      onDrop={props.onDrop}
      onContextMenu={(event) => {
        event.preventDefault()
        props.onSelect()
        props.onMenu(true)
      }}
    >
      {isRoom ? <RoomLabel node={node} onToggle={props.onToggle} /> : <MemberLabel member={node.member} />}
      <RowMenu
        name={isRoom ? t`Room actions` : t`Member actions`}
        open={props.menuOpen}
        onChange={props.onMenu}
      >
        {isRoom ? (
          <RoomMenuItems room={node.room} onBroadcast={props.onBroadcast} onMove={props.onMove} />
        ) : (
          <MemberMenuItems room={node.room} member={node.member} onMove={props.onMove} />
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

function RoomMenuItems(props: {
  readonly room: RoomSummary
  readonly onBroadcast: (room: string) => void
  readonly onMove: (movers: Movers) => void
}) {
  const app = useAppStoreApi()
  const { name: room, members } = props.room
  return (
    <>
      <Menu.Item onClick={() => app.getState().setUi({ selectedRoom: room, resultsTab: 'traffic' })}>
        {t`Show traffic`}
      </Menu.Item>
      <Menu.Item onClick={() => props.onBroadcast(room)}>{t`Broadcast…`}</Menu.Item>
      <Menu.Item
        onClick={() =>
          openInComposer(app, { ...app.getState().ui.composer, saved: null, target: { to: 'room', room } })
        }
      >
        {t`Open in composer`}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item onClick={() => props.onMove({ members, from: room })}>{t`Move all members…`}</Menu.Item>
      <Menu.Item onClick={() => void moveMembers({ members, from: room, to: null })}>
        {t`Remove all members`}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        onClick={() => void perform('rooms.closeAll', room)}
      >{t`Close all its connections`}</Menu.Item>
    </>
  )
}

function MemberMenuItems(props: {
  readonly room: string
  readonly member: string
  readonly onMove: (movers: Movers) => void
}) {
  const { room, member } = props
  const app = useAppStoreApi()
  return (
    <>
      <Menu.Item onClick={() => app.getState().setUi({ shownConnections: [member], resultsTab: 'traffic' })}>
        {t`Show traffic`}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        onClick={() => props.onMove({ members: [member], from: room })}
      >{t`Move to room…`}</Menu.Item>
      <Menu.Item onClick={() => void moveMembers({ members: [member], from: room, to: null })}>
        {t`Remove from room`}
      </Menu.Item>
    </>
  )
}
