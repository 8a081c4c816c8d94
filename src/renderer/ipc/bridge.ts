import type { UnderstudyBridge } from '../../shared/ipc/bridge'
import type { RequestArguments, RequestInput, RequestName, RequestOutput } from '../../shared/ipc/contract'
import { unwrap } from '../../shared/result'

declare global {
  interface Window {
    readonly understudy: UnderstudyBridge
  }
}

/**
 * Makes a request of the main process, for instance `await request('connections.drop', 'c12')`.
 * @throws AppError with the code and the words of the main process when it fails.
 */
export async function request<N extends RequestName>(
  name: N,
  ...[input]: RequestArguments<N>
): Promise<RequestOutput<N>> {
  // `RequestArguments` allows leaving the input out only where `undefined` is a valid input.
  return unwrap(await window.understudy.request(name, input as RequestInput<N>))
}

/** Runs the listener for each command that is chosen in the application menu; returns how to stop. */
export const onMenuCommand: UnderstudyBridge['onCommand'] = (listener) =>
  window.understudy.onCommand(listener)

/** Where a dropped file or folder is; empty for one that is not on a disk. */
export const pathOf: UnderstudyBridge['pathOf'] = (file) => window.understudy.pathOf(file)

/** Whether shortcuts use Cmd instead of Ctrl. */
export function isMac(): boolean {
  return window.understudy.platform === 'darwin'
}
