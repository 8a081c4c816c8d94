import { t } from '../../../shared/text/t'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { ClosableTabs } from '../../ui/closable-tabs'
import classes from './editor-tabs.module.css'
import { isLibraryTab } from './library-tabs'
import { closeFile, openFile } from './open-files'

/** The open files. The unsaved text of one that is closed stays with the file. */
export function EditorTabs() {
  const openFiles = useAppStore((state) => state.ui.openFiles)
  const activeFile = useAppStore((state) => state.ui.activeFile)
  const dirtyFiles = useAppStore((state) => state.ui.dirtyFiles)
  const store = useAppStoreApi()
  return (
    <ClosableTabs
      label={t`Open files`}
      tabs={openFiles.map((path) => ({
        id: path,
        title: isLibraryTab(path) ? t`${path}, read-only: what a handler can use` : path,
        content: <FileTab path={path} dirty={dirtyFiles.has(path)} />,
      }))}
      shown={activeFile}
      onShow={(path) => openFile(store, path)}
      onClose={(path) => closeFile(store, path)}
    />
  )
}

function FileTab({ path, dirty }: { readonly path: string; readonly dirty: boolean }) {
  return (
    <>
      <span>{path.slice(path.lastIndexOf('/') + 1)}</span>
      {isLibraryTab(path) && <span className="u-visually-hidden">{t`, read-only`}</span>}
      {dirty && (
        <>
          <span className="u-visually-hidden">{t`, unsaved`}</span>
          <span className={classes.dirty} aria-hidden />
        </>
      )}
    </>
  )
}
