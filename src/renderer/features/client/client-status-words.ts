import type { ClientStatus } from '../../../shared/ipc/snapshot'
import { describeCloseCode } from '../traffic/close-code'

/** The state of the built-in client's connection in words. */
export function clientStatusWords(status: ClientStatus): string {
  switch (status.state) {
    case 'idle':
      return 'Not connected'
    case 'connecting':
      return 'Connecting…'
    case 'open':
      return status.subprotocol === '' ? 'Connected' : `Connected, subprotocol ${status.subprotocol}`
    case 'closed':
      return `Closed ${status.code} ${describeCloseCode(status.code)}${status.reason === '' ? '' : ` · ${status.reason}`}`
    case 'failed':
      // The reason may be long: it is in the log below.
      return 'Could not connect'
    default:
      return status satisfies never
  }
}
