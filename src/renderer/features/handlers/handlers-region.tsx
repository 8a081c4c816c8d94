import { Button } from '@mantine/core'
import { FilePlus2, RefreshCw, SquareTerminal } from 'lucide-react'
import { useRef } from 'react'
import { commands } from '../../../shared/commands'
import { messageOf } from '../../../shared/errors'
import { t } from '../../../shared/text/t'
import { useCommand, useCommands } from '../../commands/command-context'
import { describeKey } from '../../commands/key-match'
import { isMac } from '../../ipc/bridge'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { formatCounted } from '../../ui/amounts'
import { EmptyState } from '../../ui/empty-state'
import { IconButton } from '../../ui/icon-button'
import { notifyError, perform } from '../../ui/perform'
import { Region } from '../../ui/region'
import { Split, SplitHandle, SplitPane } from '../../ui/split'
import { ConsoleDrawer } from '../console/console-drawer'
import type { HandlerEditor } from './editor/handler-editor'
import { useHandlerEditor } from './editor/use-handler-editor'
import { EditorPane } from './editor-pane'
import { FileTree } from './file-tree'
import classes from './handlers-region.module.css'
import { NewHandlerDialog } from './new-handler-dialog'
import { closeFile, reopenFile } from './open-files'

/** The workspace's code: its files, the editor, and what the code writes to the console. */
export function HandlersRegion() {
  const container = useRef<HTMLDivElement>(null)
  const editor = useHandlerEditor(container)
  const consoleOpen = useAppStore((state) => state.ui.consoleOpen)
  const store = useAppStoreApi()

  useCommand('file.save', () => {
    const { ui, preferences } = store.getState()
    if (editor && ui.activeFile !== null)
      saveFile(editor, ui.activeFile, preferences.formatOnSave).catch((error) =>
        notifyError(messageOf(error)),
      )
  })

  useCommand('file.format', () => {
    editor
      ?.format()
      .then(
        (outcome) =>
          outcome === 'syntax-errors' && notifyError(t`Not formatted: the file has syntax errors.`),
      )
      .catch((error) => notifyError(t`The file could not be formatted: ${messageOf(error)}`))
  })

  useCommand('file.close', () => {
    const { activeFile } = store.getState().ui
    if (activeFile !== null) closeFile(store, activeFile)
  })

  useCommand('file.reopen', () => reopenFile(store))

  useCommand('view.handlers', () => editor?.focus())

  return (
    <Region name={t`Handlers`} scroll={false} actions={<HandlersActions />}>
      <Split
        id="editor-console"
        orientation="vertical"
        panes={consoleOpen ? ['editor', 'console'] : ['editor']}
      >
        <SplitPane id="editor" minSize={60}>
          <Split id="files-editor" orientation="horizontal">
            <SplitPane id="files" defaultSize="17.9" minSize={90}>
              <FileTree editor={editor} />
              <NoFiles />
            </SplitPane>
            <SplitHandle label={t`Resize the file list`} />
            <SplitPane id="text" minSize={160}>
              <EditorPane editor={editor} container={container} />
            </SplitPane>
          </Split>
        </SplitPane>
        {consoleOpen && <SplitHandle label={t`Resize Console`} />}
        {consoleOpen && (
          <SplitPane id="console" defaultSize={48} minSize={48}>
            <ConsoleDrawer />
          </SplitPane>
        )}
      </Split>
      <NewHandlerDialog />
    </Region>
  )
}

/** Saves the file whatever becomes of the formatting: that is a courtesy, the text is what matters. */
async function saveFile(editor: HandlerEditor, path: string, format: boolean): Promise<void> {
  if (format) await editor.format().catch(() => undefined)
  await editor.documents.save(path)
}

function HandlersActions() {
  const registry = useCommands()
  const consoleKey = describeKey(commands.find(({ id }) => id === 'view.console')?.key ?? '', isMac())
  const consoleOpen = useAppStore((state) => state.ui.consoleOpen)
  const errors = useAppStore((state) => state.console.filter(({ level }) => level === 'error').length)
  return (
    <>
      {!consoleOpen && errors > 0 && (
        <span className={classes.errors}>{formatCounted(errors, t`# error|# errors`)}</span>
      )}
      <IconButton
        label={consoleOpen ? t`Hide console` : t`Show console`}
        icon={SquareTerminal}
        pressed={consoleOpen}
        shortcut={consoleKey}
        onClick={() => registry.run('view.console')}
      />
      <IconButton
        label={t`Reload handlers`}
        icon={RefreshCw}
        onClick={() => registry.run('handlers.reload')}
      />
      <IconButton label={t`New handler`} icon={FilePlus2} onClick={() => registry.run('file.newHandler')} />
    </>
  )
}

/** Below the empty tree: why there is nothing in it, and what to do. */
function NoFiles() {
  const empty = useAppStore((state) => state.ready && state.handlerFiles.length === 0)
  const trusted = useAppStore((state) => state.workspace.trusted)
  const registry = useCommands()
  if (!empty) return null
  return (
    <EmptyState
      compact
      actions={
        trusted ? (
          <Button onClick={() => registry.run('file.newHandler')}>{t`New handler…`}</Button>
        ) : (
          <Button onClick={() => perform('workspace.trust')}>{t`Trust and run`}</Button>
        )
      }
    >
      {t`This workspace has no handler files yet.`}
    </EmptyState>
  )
}
