import { useComputedColorScheme } from '@mantine/core'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { messageOf } from '../../../../shared/errors'
import type { HandlerStatus } from '../../../../shared/model/handlers'
import { t } from '../../../../shared/text/t'
import { request } from '../../../ipc/bridge'
import type { AppStore } from '../../../stores/app-store'
import { useAppStore, useAppStoreApi } from '../../../stores/app-store-context'
import { notifyDone, notifyError, perform } from '../../../ui/perform'
import { useMoreContrast } from '../../../ui/use-contrast'
import { DelayedDrafts, type DraftKeeper } from '../draft-store'
import { fileToBeginWith, keepExistingFiles, openFile, openLocation } from '../open-files'
import { restoreDrafts } from '../restore-drafts'
import type { CodeMark, HandlerEditor } from './handler-editor'
import type { EditorTheme } from './monaco'

/**
 * The editor inside `container`, in step with the workspace; null until it is loaded. It is loaded
 * after the window's first paint, because it is most of the window's code.
 */
export function useHandlerEditor(container: RefObject<HTMLElement | null>): HandlerEditor | null {
  const editor = useLoadedEditor(container)
  useFiles(editor)
  useShownFile(editor)
  useMarks(editor)
  useDiskChanges(editor)
  const theme = useEditorTheme()
  useEffect(() => editor?.setTheme(theme), [editor, theme])
  const { editorFontSize, editorWordWrap } = useAppStore((state) => state.preferences)
  useEffect(() => editor?.setText(editorFontSize, editorWordWrap), [editor, editorFontSize, editorWordWrap])
  return editor
}

function useEditorTheme(): EditorTheme {
  const isDark = useComputedColorScheme('light') === 'dark'
  if (useMoreContrast()) return isDark ? 'hc-black' : 'hc-light'
  return isDark ? 'understudy-dark' : 'understudy-light'
}

/** A new editor for each workspace: nothing of the former one is in its way. */
function useLoadedEditor(container: RefObject<HTMLElement | null>): HandlerEditor | null {
  const folder = useAppStore((state) => state.workspace.folder)
  const store = useAppStoreApi()
  const theme = useEditorTheme()
  const [editor, setEditor] = useState<HandlerEditor | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new theme is set on the editor that is there
  useEffect(() => {
    if (folder === '') return
    let created: HandlerEditor | null = null
    let drafts: DelayedDrafts | null = null
    let cancelled = false
    const keepDrafts = () => drafts?.flush()
    const load = async () => {
      const [module, kept] = await Promise.all([import('./handler-editor'), request('drafts.all', folder)])
      if (cancelled || !container.current) return
      drafts = new DelayedDrafts(kept, draftKeeper(folder))
      created = new module.HandlerEditor({
        container: container.current,
        theme,
        disk: {
          read: async (path) => (await request('handlers.read', path)).text,
          write: (path, text) => request('handlers.save', { path, text }),
        },
        drafts,
        onState: ({ dirty, conflicts }) =>
          store.getState().setUi({ dirtyFiles: dirty, conflictFiles: conflicts }),
        onOpen: (location) => openLocation(store, location),
        onProblems: (problems) => store.getState().setUi({ problems }),
      })
      setEditor(created)
      const restored = await restoreDrafts(store, created.documents, kept)
      if (restored.length > 0) notifyDone(t`Unsaved text is back in the editor: ${restored.join(', ')}`)
    }
    window.addEventListener('pagehide', keepDrafts)
    const idle = requestIdleCallback(
      () => load().catch((error) => notifyError(t`The editor could not be loaded: ${messageOf(error)}`)),
      { timeout: 500 },
    )
    return () => {
      cancelled = true
      cancelIdleCallback(idle)
      window.removeEventListener('pagehide', keepDrafts)
      keepDrafts()
      created?.dispose()
      setEditor(null)
      store.getState().setUi({ dirtyFiles: new Set(), conflictFiles: new Set(), problems: [] })
    }
  }, [folder, store, container])

  return editor
}

function draftKeeper(folder: string): DraftKeeper {
  return {
    keep: (draft) => void perform('drafts.keep', { folder, ...draft }),
    drop: (path) => void perform('drafts.drop', { folder, path }),
  }
}

/** All files are in the editor, so that they can import each other; the first one is shown at the start. */
function useFiles(editor: HandlerEditor | null): void {
  const files = useAppStore((state) => state.handlerFiles)
  const folder = useAppStore((state) => state.workspace.folder)
  const store = useAppStoreApi()

  // biome-ignore lint/correctness/useExhaustiveDependencies: another workspace can have the same list of files
  useEffect(() => {
    const paths = files.map(({ path }) => path)
    keepExistingFiles(store, paths)
    const first = fileToBeginWith(files)
    if (first !== null && store.getState().ui.openFiles.length === 0) openFile(store, first)
    if (!editor) return
    editor.documents.retain(new Set(paths))
    for (const path of paths) {
      // One that was deleted meanwhile is missing from the next list.
      editor.documents.open(path).catch(() => undefined)
    }
  }, [editor, files, folder, store])
}

function useShownFile(editor: HandlerEditor | null): void {
  const activeFile = useAppStore((state) => state.ui.activeFile)
  const reveal = useAppStore((state) => state.ui.reveal)
  const store = useAppStoreApi()

  useEffect(() => {
    if (!editor) return
    editor
      .show(activeFile)
      .then(() => revealWanted(store, editor))
      .catch((error) => notifyError(messageOf(error)))
  }, [editor, activeFile, store])

  useEffect(() => {
    if (editor && reveal) revealWanted(store, editor)
  }, [editor, reveal, store])
}

/** Goes to the place that was asked for as soon as its file is on the screen, once. */
function revealWanted(store: AppStore, editor: HandlerEditor): void {
  const { ui, setUi } = store.getState()
  if (ui.reveal && editor.reveal(ui.reveal)) setUi({ reveal: null })
}

function useMarks(editor: HandlerEditor | null): void {
  const status = useAppStore((state) => state.handlerStatus)
  useEffect(() => editor?.setMarks(marksOf(status)), [editor, status])
}

function marksOf(status: HandlerStatus): readonly CodeMark[] {
  switch (status.state) {
    case 'error':
      return status.problems.map((problem) => ({ ...problem, severity: 'error' }))
    case 'restarted':
      return [{ message: t`Restarted: ${status.reason}`, location: status.location, severity: 'warning' }]
    default:
      return []
  }
}

/** Files are changed outside of the window, too; coming back to it may be the first that is heard of it. */
function useDiskChanges(editor: HandlerEditor | null): void {
  const files = useAppStore((state) => state.handlerFiles)
  const known = useRef<ReadonlyMap<string, string>>(new Map())

  useEffect(() => {
    const versions = new Map(files.map(({ path, version }) => [path, version]))
    const changed = [...versions].filter(([path, version]) => known.current.get(path) !== version)
    known.current = versions
    // Looking at all of them at each save would keep main from loading the one that was saved.
    void editor?.documents.refresh(changed.map(([path]) => path))
  }, [editor, files])

  useEffect(() => {
    if (!editor) return
    const refresh = () => void editor.documents.refresh()
    window.addEventListener('focus', refresh)
    return () => window.removeEventListener('focus', refresh)
  }, [editor])
}
