import { FolderOpen } from 'lucide-react'
import { useEffect, useState } from 'react'
import { t } from '../../../shared/text/t'
import { pathOf } from '../../ipc/bridge'
import { notifyError, perform } from '../../ui/perform'
import classes from './drop-workspace.module.css'
import { droppedWorkspace } from './dropped-workspace'

/** Opens a folder that is dragged onto the window, and says so while it is above it. */
export function DropWorkspace() {
  const [isAbove, setAbove] = useState(false)

  useEffect(() => {
    const end = new AbortController()
    const { signal } = end
    // Enter and leave come once for every element on the way: the window is left with the last of them.
    let depth = 0
    const listen = (type: 'dragenter' | 'dragover' | 'dragleave' | 'drop', act: (event: DragEvent) => void) =>
      window.addEventListener(
        type,
        (event) => {
          if (!event.dataTransfer?.types.includes('Files')) return
          event.preventDefault()
          act(event)
        },
        { signal },
      )
    const show = (change: number) => {
      depth = Math.max(0, depth + change)
      setAbove(depth > 0)
    }
    listen('dragenter', () => show(1))
    listen('dragleave', () => show(-1))
    listen('dragover', ({ dataTransfer }) => {
      if (dataTransfer) dataTransfer.dropEffect = 'copy'
    })
    listen('drop', ({ dataTransfer }) => {
      show(-depth)
      open([...(dataTransfer?.files ?? [])].map(pathOf))
    })
    return () => end.abort()
  }, [])

  if (!isAbove) return null
  return (
    <div className={classes.overlay}>
      <FolderOpen size={32} aria-hidden />
      {t`Drop a folder to open it as a workspace`}
    </div>
  )
}

function open(paths: readonly string[]): void {
  const folder = droppedWorkspace(paths)
  if (folder === null) notifyError(t`Drop one folder, or its understudy.json: that is what can be opened.`)
  else void perform('workspace.open', { folder })
}
