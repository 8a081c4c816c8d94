import { basename, extname } from 'node:path'
import {
  type BrowserWindow,
  clipboard,
  dialog,
  type OpenDialogOptions,
  type SaveDialogOptions,
  shell,
} from 'electron'
import { t } from '../shared/text/t'

/** What requests need of the desktop; an interface, so that they can be tested without one. */
export interface Desktop {
  copyText(text: string): void
  /** Null when the dialog was dismissed. */
  chooseFolder(): Promise<string | null>
  /** Null when the dialog was dismissed. */
  chooseExportFile(workspace: string): Promise<string | null>
  /** Where to write a recording as HAR; null when the dialog was dismissed. */
  chooseHarFile(recording: string): Promise<string | null>
  /** A HAR or JSONL file to import; null when the dialog was dismissed. */
  chooseTrafficFile(): Promise<string | null>
  /** Shows the file in the system's file manager. */
  revealFile(file: string): void
  /** Lets the window fill the screen, or gives it back its frame. */
  toggleFullScreen(): void
}

/** The desktop that Electron runs on. Dialogs belong to the window, if there is one. */
export function electronDesktop(currentWindow: () => BrowserWindow | null): Desktop {
  const open = async (options: OpenDialogOptions): Promise<string | null> => {
    const window = currentWindow()
    const { canceled, filePaths } = await (window === null
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(window, options))
    return canceled ? null : (filePaths[0] ?? null)
  }
  const save = async (options: SaveDialogOptions): Promise<string | null> => {
    const window = currentWindow()
    const { canceled, filePath } = await (window === null
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(window, options))
    return canceled || filePath === '' ? null : filePath
  }
  return {
    copyText: (text) => clipboard.writeText(text),
    chooseFolder: () =>
      open({
        title: t`Open workspace`,
        buttonLabel: t`Open`,
        properties: ['openDirectory', 'createDirectory'],
      }),
    chooseExportFile: (workspace) =>
      save({
        title: t`Export traffic`,
        defaultPath: `${basename(workspace) || 'understudy'}-traffic.jsonl`,
        filters: [{ name: t`JSON Lines`, extensions: ['jsonl'] }],
      }),
    chooseHarFile: (recording) =>
      save({
        title: t`Export as HAR`,
        defaultPath: `${basename(recording, extname(recording))}.har`,
        filters: [{ name: t`HTTP Archive`, extensions: ['har'] }],
      }),
    chooseTrafficFile: () =>
      open({
        title: t`Import traffic`,
        buttonLabel: t`Import`,
        filters: [{ name: t`HAR and JSON Lines`, extensions: ['har', 'jsonl'] }],
        properties: ['openFile'],
      }),
    revealFile: (file) => shell.showItemInFolder(file),
    toggleFullScreen: () => {
      const window = currentWindow()
      window?.setFullScreen(!window.isFullScreen())
    },
  }
}
