import { Button } from '@mantine/core'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { t } from '../../../shared/text/t'
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
  const conflict = useAppStore(({ ui }) =>
    ui.activeFile !== null && ui.conflictFiles.has(ui.activeFile) ? ui.activeFile : null,
  )
  const [compared, setCompared] = useState<string | null>(null)
  const comparing = editor !== null && conflict !== null && compared === conflict
  return (
    <div className={classes.pane}>
      <EditorTabs />
      {editor && conflict !== null && (
        <ConflictNotice
          editor={editor}
          path={conflict}
          comparing={comparing}
          onCompare={(compare) => setCompared(compare ? conflict : null)}
        />
      )}
      <section aria-label={t`Handler editor`} className={classes.editor} hidden={activeFile === null}>
        <div ref={container} className={classes.text} />
        {comparing && <Comparison editor={editor} path={conflict} />}
        {!editor && <div className={classes.loading}>{t`Loading the editor…`}</div>}
      </section>
      {activeFile === null && anyFiles && <EmptyState>{t`Choose a file to see its code.`}</EmptyState>}
    </div>
  )
}

interface ConflictNoticeProps {
  readonly editor: HandlerEditor
  readonly path: string
  readonly comparing: boolean
  readonly onCompare: (compare: boolean) => void
}

/** The file on the screen has unsaved text and was changed by somebody else. */
function ConflictNotice({ editor, path, comparing, onCompare }: ConflictNoticeProps) {
  const settle = (decide: () => void) => {
    decide()
    // The buttons go away with the question, and would take the focus with them.
    editor.focus()
  }
  return (
    <Notice
      kind="warning"
      actions={
        <>
          <Button variant="default" aria-pressed={comparing} onClick={() => onCompare(!comparing)}>
            {t`Compare`}
          </Button>
          <Button variant="default" onClick={() => settle(() => editor.documents.takeDisk(path))}>
            {t`Load from disk`}
          </Button>
          <Button variant="default" onClick={() => settle(() => editor.documents.keepMine(path))}>
            {t`Keep mine`}
          </Button>
        </>
      }
    >
      {t`This file was changed on disk, and you have unsaved changes here. Loading can be undone with ${describeKey('CmdOrCtrl+Z', isMac())}.`}
    </Notice>
  )
}

/** What is on disk and what is in the editor, with the differences marked; one's own side can be edited. */
function Comparison({ editor, path }: { readonly editor: HandlerEditor; readonly path: string }) {
  const container = useRef<HTMLElement>(null)
  useEffect(() => (container.current ? editor.compare(path, container.current) : undefined), [editor, path])
  return <section ref={container} aria-label={t`Comparison with the disk`} className={classes.comparison} />
}
