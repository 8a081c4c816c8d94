import { basename } from 'node:path'
import {
  type BrowserWindow,
  clipboard,
  dialog,
  type OpenDialogOptions,
  type SaveDialogOptions,
} from 'electron'

/** What requests need of the desktop; an interface, so that they can be tested without one. */
export interface Desktop {
  copyText(text: string): void
  /** Null when the dialog was dismissed. */
  chooseFolder(): Promise<string | null>
  /** Null when the dialog was dismissed. */
  chooseExportFile(workspace: string): Promise<string | null>
}

/** The desktop that Electron runs on. Dialogs belong to the window, if there is one. */
export function electronDesktop(currentWindow: () => BrowserWindow | null): Desktop {
  return {
    copyText: (text) => clipboard.writeText(text),
    async chooseFolder() {
      const options: OpenDialogOptions = {
        title: 'Open workspace',
        buttonLabel: 'Open',
        properties: ['openDirectory', 'createDirectory'],
      }
      const window = currentWindow()
      const { canceled, filePaths } = await (window === null
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(window, options))
      return canceled ? null : (filePaths[0] ?? null)
    },
    async chooseExportFile(workspace) {
      const options: SaveDialogOptions = {
        title: 'Export traffic',
        defaultPath: `${basename(workspace) || 'understudy'}-traffic.jsonl`,
        filters: [{ name: 'JSON Lines', extensions: ['jsonl'] }],
      }
      const window = currentWindow()
      const { canceled, filePath } = await (window === null
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(window, options))
      return canceled || filePath === '' ? null : filePath
    },
  }
}
