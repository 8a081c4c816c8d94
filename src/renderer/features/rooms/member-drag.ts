import type { DragEvent } from 'react'
import type { Movers } from './move-dialog'
import { moveMembers } from './move-members'

/** What is dragged is ours; nothing else may be dropped on a room. */
const dragType = 'application/x-understudy-members'

/** Begins to drag members of a room. */
export function startDrag({ dataTransfer }: DragEvent, { members, from }: Movers): void {
  dataTransfer.effectAllowed = 'move'
  dataTransfer.setData(dragType, JSON.stringify([from, ...members]))
}

/** Lets members be dropped on a room, which moves them into it. */
export function dropTarget(to: string): {
  readonly onDragOver: (event: DragEvent) => void
  readonly onDrop: (event: DragEvent) => void
} {
  return {
    onDragOver: (event) => {
      if (!event.dataTransfer.types.includes(dragType)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'move'
    },
    onDrop: (event) => {
      const dragged = event.dataTransfer.getData(dragType)
      if (dragged === '') return
      event.preventDefault()
      // Written by `startDrag` above, and by nobody else.
      const [from = '', ...members] = JSON.parse(dragged) as readonly string[]
      if (from !== to) void moveMembers({ members, from, to })
    },
  }
}
