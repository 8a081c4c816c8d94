import type { ClientStatus } from '../../../shared/model/client'
import { t } from '../../../shared/text/t'
import { describeCloseCode } from '../traffic/close-code'

/** The state of a built-in client's connection in words; `now` in milliseconds since the epoch. */
export function clientStatusWords(status: ClientStatus, now: number): string {
  switch (status.state) {
    case 'idle':
      return t`Not connected`
    case 'connecting':
      return t`Connecting…`
    case 'open':
      return status.subprotocol === '' ? t`Connected` : t`Connected, subprotocol ${status.subprotocol}`
    case 'closed':
      return t`Closed ${status.code} ${describeCloseCode(status.code)}${status.reason === '' ? '' : ` · ${status.reason}`}`
    case 'failed':
      // The reason may be long: it is in the log below.
      return t`Could not connect`
    case 'waiting': {
      const seconds = Math.max(1, Math.ceil((status.retryAt - now) / 1000))
      return t`Reconnects in ${seconds} s${status.attempt === 1 ? '' : ` ${t`· attempt ${status.attempt}`}`}`
    }
    default:
      return status satisfies never
  }
}
