import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron'
import type { UnderstudyBridge } from '../shared/ipc/bridge'
import {
  ackChannel,
  commandChannel,
  pushChannel,
  requestChannelPrefix,
  requestNames,
  textsChannel,
  translatedSwitch,
} from '../shared/ipc/channels'
import type { RequestInput, RequestName } from '../shared/ipc/contract'

/** Whoever controls the page can call the bridge with anything, so the type is checked again here. */
function request<N extends RequestName>(name: N, input: RequestInput<N>) {
  if (!requestNames.includes(name)) {
    return Promise.reject(
      new Error(`The window may not ask for "${String(name)}": it is not in the contract.`),
    )
  }
  return ipcRenderer.invoke(requestChannelPrefix + name, input)
}

/** The event itself stays here: its `sender` would hand `ipcRenderer` to the page. */
function subscribe<T>(channel: string, listener: (payload: T) => void): () => void {
  const forward = (_event: IpcRendererEvent, payload: T): void => listener(payload)
  ipcRenderer.on(channel, forward)
  return () => {
    ipcRenderer.removeListener(channel, forward)
  }
}

function pathOf(file: object): string {
  try {
    // What is no file makes it throw. (A page's `File` is no instance of this world's.)
    return webUtils.getPathForFile(file as File)
  } catch {
    return ''
  }
}

const bridge: UnderstudyBridge = {
  request,
  onPush: (listener) => subscribe(pushChannel, listener),
  ack: (push) => ipcRenderer.send(ackChannel, push),
  onCommand: (listener) => subscribe(commandChannel, listener),
  pathOf,
  platform: process.platform,
}

contextBridge.exposeInMainWorld('understudy', bridge)
// Synchronous, since the page's first module already makes texts; a start in English does not wait for it.
if (process.argv.includes(translatedSwitch)) {
  contextBridge.exposeInMainWorld('understudyTexts', ipcRenderer.sendSync(textsChannel))
}
