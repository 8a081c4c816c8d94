import type { ClientStatus } from '../../../shared/model/client'
import { useNow } from '../../ui/use-now'
import classes from './client.module.css'
import { clientStatusWords } from './client-status-words'

/** How it is with the connection; counts down until the next attempt. */
export function ClientStatusLine({ status }: { readonly status: ClientStatus }) {
  return status.state === 'waiting' ? <Countdown status={status} /> : <Line status={status} now={0} />
}

function Countdown({ status }: { readonly status: ClientStatus }) {
  return <Line status={status} now={useNow(250)} />
}

function Line({ status, now }: { readonly status: ClientStatus; readonly now: number }) {
  const words = clientStatusWords(status, now)
  return (
    <p
      className={classes.status}
      data-failed={status.state === 'failed' || undefined}
      title={status.state === 'failed' ? status.message : words}
    >
      {words}
    </p>
  )
}
