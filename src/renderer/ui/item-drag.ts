import { type DragEvent, useState } from 'react'

/** What is dragged within a list; anything else that is dragged over the list is not taken. */
export type DragType = `application/x-understudy-${string}`

/** What makes an element take an item that is dropped on it. */
export interface ItemDrop {
  readonly 'data-drop': true | undefined
  readonly onDragOver: (event: DragEvent) => void
  readonly onDragLeave: () => void
  readonly onDrop: (event: DragEvent) => void
}

/** Begins to drag an item. */
export function startItemDrag({ dataTransfer }: DragEvent, type: DragType, item: string): void {
  dataTransfer.setData(type, item)
  dataTransfer.effectAllowed = 'move'
}

/** For each place what makes an element take items that are dropped there; the place under the mouse is marked. */
export function useItemDrop(
  type: DragType,
  onMove: (item: string, place: string) => void,
): (place: string) => ItemDrop {
  const [over, setOver] = useState<string | null>(null)
  return (place) => ({
    'data-drop': over === place || undefined,
    onDragOver: (event) => {
      if (!event.dataTransfer.types.includes(type)) return
      event.preventDefault()
      event.stopPropagation()
      setOver(place)
    },
    onDragLeave: () => setOver(null),
    onDrop: (event) => {
      const item = event.dataTransfer.getData(type)
      setOver(null)
      if (item === '') return
      event.preventDefault()
      event.stopPropagation()
      onMove(item, place)
    },
  })
}
