import { type IpcMainEvent, ipcMain, type WebContents } from 'electron'
import type { CommandId } from '../../shared/commands'
import { ackChannel, commandChannel, pushChannel, textsChannel } from '../../shared/ipc/channels'
import type { Push } from '../../shared/ipc/snapshot'
import { type RequestHandlers, startRouter } from './router'
import { isTrustedSender, type SenderEvent } from './trusted-sender'

export interface WindowIpcOptions {
  /** The window's contents; null while there is no window. */
  readonly contents: () => WebContents | null
  /** The origin that our page has. */
  readonly origin: string
  readonly log: (message: string, error?: unknown) => void
}

/** Everything that goes between the main process and its window. */
export class WindowIpc {
  constructor(private readonly options: WindowIpcOptions) {}

  sendPush(push: Push): void {
    this.#send(pushChannel, push)
  }

  sendCommand(command: CommandId): void {
    this.#send(commandChannel, command)
  }

  /**
   * Answers requests and passes acknowledgements on, from our own page only.
   * @returns the function that ends it
   */
  start(handlers: RequestHandlers, acknowledge: (push: unknown) => void): () => void {
    const isTrusted = (event: SenderEvent): boolean =>
      isTrustedSender(event, { contents: this.options.contents(), origin: this.options.origin })
    const onAck = (event: IpcMainEvent, push: unknown): void => {
      if (isTrusted(event)) acknowledge(push)
    }
    const stopRouter = startRouter({ endpoint: ipcMain, handlers, isTrusted, log: this.options.log })
    const onTexts = (event: IpcMainEvent): void => {
      event.returnValue = isTrusted(event) ? globalThis.understudyTexts : undefined
    }
    ipcMain.on(ackChannel, onAck)
    ipcMain.on(textsChannel, onTexts)
    return () => {
      stopRouter()
      ipcMain.removeListener(ackChannel, onAck)
      ipcMain.removeListener(textsChannel, onTexts)
    }
  }

  #send(channel: string, payload: unknown): void {
    const contents = this.options.contents()
    if (contents !== null && !contents.isDestroyed()) contents.send(channel, payload)
  }
}
