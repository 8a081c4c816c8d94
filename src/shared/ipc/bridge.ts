import type { CommandId } from '../commands'
import type { Result } from '../result'
import type { RequestInput, RequestName, RequestOutput } from './contract'
import type { Push } from './snapshot'

/** What the preload gives to the window as `window.understudy`: the contract's channels, nothing else. */
export interface UnderstudyBridge {
  /** Never rejects for a failed request: the failure is in the result. */
  request<N extends RequestName>(name: N, input: RequestInput<N>): Promise<Result<RequestOutput<N>>>
  /** Returns the function that ends the subscription. */
  onPush(listener: (push: Push) => void): () => void
  /** Says how far the window has got: main holds further pushes back while too many are outstanding. */
  ack(push: number): void
  /** Commands that were chosen in the application menu. Returns the function that ends the subscription. */
  onCommand(listener: (command: CommandId) => void): () => void
  /** Where a dropped `File`, or folder, is; empty for one that is not on a disk, and for anything else. */
  pathOf(file: object): string
  /** `process.platform` of the main process: decides between Ctrl and Cmd. */
  readonly platform: string
}
