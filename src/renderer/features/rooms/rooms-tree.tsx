import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react'
import type { RoomSummary } from '../../../shared/model/connection'
import { t } from '../../../shared/text/t'
import { moveMarker } from '../../ui/list-keys'
import { dropTarget } from './member-drag'
import type { Movers } from './move-dialog'
import { moveMembers } from './move-members'
import { roomNodes, roomOf, treeStep } from './room-nodes'
import { RoomRow } from './room-row'
import classes from './rooms.module.css'

const rowPx = 24

export interface RoomsTreeProps {
  readonly rooms: ReadonlyMap<string, RoomSummary>
  readonly active: string | null
  /** Key of the marked line. */
  readonly onActive: (key: string | null) => void
  readonly onBroadcast: (room: string) => void
  /** Opens the dialog that asks where to. */
  readonly onMove: (movers: Movers) => void
}

/** Rooms with their members below; only the lines on the screen are drawn. */
export function RoomsTree({ rooms, active, onActive, onBroadcast, onMove }: RoomsTreeProps) {
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set())
  const [menu, setMenu] = useState<string | null>(null)
  const nodes = useMemo(() => roomNodes(rooms, collapsed), [rooms, collapsed])
  const scroller = useRef<HTMLDivElement>(null)
  const base = useId()
  const virtual = useVirtualizer({
    count: nodes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 6,
  })
  const index = nodes.findIndex(({ key }) => key === active)

  const setExpanded = (room: string, expanded: boolean) => {
    const next = new Set(collapsed)
    if (expanded) next.delete(room)
    else next.add(room)
    setCollapsed(next)
  }

  const moveTo = (target: number) => {
    onActive(nodes[target]?.key ?? null)
    virtual.scrollToIndex(target)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') onActive(null)
    if (event.key === 'Enter' || event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      event.preventDefault()
      setMenu(active)
    }
    const node = nodes[index]
    if (event.key === 'Delete' && node?.type === 'member') {
      // The marker goes on to a neighbour, so that the key can be pressed again.
      onActive((nodes[index + 1] ?? nodes[index - 1])?.key ?? null)
      void moveMembers({ members: [node.member], from: node.room, to: null })
    }
    const step = treeStep(nodes, index, event.key)
    const page = Math.floor((scroller.current?.clientHeight ?? 0) / rowPx)
    const target =
      step?.type === 'move' ? step.index : moveMarker(event.key, { active: index, count: nodes.length, page })
    if (step === null && target === null) return
    event.preventDefault()
    if (step !== null && step.type !== 'move') setExpanded(step.room, step.type === 'expand')
    else if (target !== null) moveTo(target)
  }

  return (
    <div
      ref={scroller}
      role="tree"
      aria-label={t`Rooms`}
      aria-activedescendant={index < 0 ? undefined : `${base}-${index}`}
      tabIndex={0}
      data-region-focus
      className={classes.tree}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const node = nodes[item.index]
          return (
            node && (
              <RoomRow
                key={node.key}
                id={`${base}-${item.index}`}
                node={node}
                topPx={item.start}
                active={node.key === active}
                menuOpen={node.key === menu}
                onSelect={() => onActive(node.key)}
                onToggle={() => node.type === 'room' && setExpanded(node.room.name, !node.expanded)}
                onMenu={(open) => setMenu(open ? node.key : null)}
                onBroadcast={onBroadcast}
                onMove={onMove}
                {...dropTarget(roomOf(node))}
              />
            )
          )
        })}
      </div>
    </div>
  )
}
