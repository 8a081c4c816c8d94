import { X } from 'lucide-react'
import { type KeyboardEvent, type MouseEvent, useRef } from 'react'
import { t } from '../../../shared/text/t'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import classes from './editor-tabs.module.css'
import { rowOfKey } from './file-tree-model'
import { isLibraryTab } from './library-tabs'
import { closeFile, openFile } from './open-files'

/** The open files. Delete or the middle button closes one; its unsaved text stays with the file. */
export function EditorTabs() {
  const openFiles = useAppStore((state) => state.ui.openFiles)
  const activeFile = useAppStore((state) => state.ui.activeFile)
  const dirtyFiles = useAppStore((state) => state.ui.dirtyFiles)
  const store = useAppStoreApi()
  const list = useRef<HTMLDivElement>(null)

  const onKeyDown = (event: KeyboardEvent, path: string, index: number) => {
    const key = event.key.replace('Left', 'Up').replace('Right', 'Down')
    const target = rowOfKey(key, index, openFiles.length)
    const file = target === null ? undefined : openFiles[target]
    if (file !== undefined) {
      openFile(store, file)
      list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[target ?? 0]?.focus()
    } else if (event.key === 'Delete') closeFile(store, path)
    else return
    event.preventDefault()
  }

  return (
    <div role="tablist" aria-label={t`Open files`} className={classes.tabs} ref={list}>
      {openFiles.map((path, index) => (
        <button
          key={path}
          type="button"
          role="tab"
          aria-selected={path === activeFile}
          tabIndex={path === activeFile ? 0 : -1}
          className={classes.tab}
          title={isLibraryTab(path) ? t`${path}, read-only: what a handler can use` : path}
          onClick={() => openFile(store, path)}
          onAuxClick={(event: MouseEvent) => event.button === 1 && closeFile(store, path)}
          onKeyDown={(event) => onKeyDown(event, path, index)}
        >
          <span className={classes.name}>{path.slice(path.lastIndexOf('/') + 1)}</span>
          {isLibraryTab(path) && <span className="u-visually-hidden">{t`, read-only`}</span>}
          {dirtyFiles.has(path) && (
            <>
              <span className="u-visually-hidden">{t`, unsaved`}</span>
              <span className={classes.dirty} aria-hidden />
            </>
          )}
          {/* Only for the mouse: a tab can't contain a button, the keyboard has Delete. */}
          <span
            className={classes.close}
            aria-hidden
            title={t`Close (Delete)`}
            onClick={(event) => {
              event.stopPropagation()
              closeFile(store, path)
            }}
          >
            <X size={12} />
          </span>
        </button>
      ))}
    </div>
  )
}
