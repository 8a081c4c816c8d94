import { Button } from '@mantine/core'
import type { RefObject } from 'react'
import { describeKey } from '../../commands/key-match'
import { isMac } from '../../ipc/bridge'
import { useAppStore } from '../../stores/app-store-context'
import { EmptyState } from '../../ui/empty-state'
import { Notice } from '../../ui/notice'
import type { HandlerEditor } from './editor/handler-editor'
import classes from './editor-pane.module.css'
import { EditorTabs } from './editor-tabs'

export interface EditorPaneProps {
  readonly editor: HandlerEditor | null
  /** The element that the editor fills. */
  readonly container: RefObject<HTMLDivElement | null>
}

/** The open files and the text of one of them. */
export function EditorPane({ editor, container }: EditorPaneProps) {
  const activeFile = useAppStore((state) => state.ui.activeFile)
  const anyFiles = useAppStore((state) => state.handlerFiles.length > 0)
  return (
    <div className={classes.pane}>
      <EditorTabs />
      <ConflictNotice editor={editor} />
      <section aria-label="Handler editor" className={classes.editor} hidden={activeFile === null}>
        <div ref={container} className={classes.text} />
        {!editor && <div className={classes.loading}>Loading the editor…</div>}
      </section>
      {activeFile === null && anyFiles && <EmptyState>Choose a file to see its code.</EmptyState>}
    </div>
  )
}

/** The file on the screen has unsaved text and was changed by somebody else. */
function ConflictNotice({ editor }: { readonly editor: HandlerEditor | null }) {
  const path = useAppStore(({ ui }) =>
    ui.activeFile !== null && ui.conflictFiles.has(ui.activeFile) ? ui.activeFile : null,
  )
  if (!editor || path === null) return null
  return (
    <Notice
      kind="warning"
      actions={
        <>
          <Button variant="default" onClick={() => editor.documents.takeDisk(path)}>
            Load from disk
          </Button>
          <Button variant="default" onClick={() => editor.documents.keepMine(path)}>
            Keep mine
          </Button>
        </>
      }
    >
      This file was changed on disk, and you have unsaved changes here. Loading can be undone with{' '}
      {describeKey('CmdOrCtrl+Z', isMac())}.
    </Notice>
  )
}
