import { type DragEvent, useState } from 'react'

/** Files that are dragged within the tree; anything else that is dragged over it is not taken. */
const dragType = 'application/x-understudy-handler'

/** What makes an element take a file that is dropped on it. */
export interface FileDrop {
  readonly 'data-drop': true | undefined
  readonly onDragOver: (event: DragEvent) => void
  readonly onDragLeave: () => void
  readonly onDrop: (event: DragEvent) => void
}

/** Begins to drag a file of the tree. */
export function startFileDrag(event: DragEvent, path: string): void {
  event.dataTransfer.setData(dragType, path)
  event.dataTransfer.effectAllowed = 'move'
}

/** For each folder what makes an element a place to drop files into it; the folder under the mouse is marked. */
export function useFileDrop(onMove: (path: string, folder: string) => void): (folder: string) => FileDrop {
  const [over, setOver] = useState<string | null>(null)
  return (folder) => ({
    'data-drop': over === folder || undefined,
    onDragOver: (event) => {
      if (!event.dataTransfer.types.includes(dragType)) return
      event.preventDefault()
      event.stopPropagation()
      setOver(folder)
    },
    onDragLeave: () => setOver(null),
    onDrop: (event) => {
      const path = event.dataTransfer.getData(dragType)
      setOver(null)
      if (path === '') return
      event.preventDefault()
      event.stopPropagation()
      onMove(path, folder)
    },
  })
}
