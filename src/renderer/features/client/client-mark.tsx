import type { ClientStatus } from '../../../shared/model/client'
import { t } from '../../../shared/text/t'
import classes from './client.module.css'

const words: Readonly<Record<ClientStatus['state'], string>> = {
  idle: t`not connected`,
  connecting: 'connecting',
  open: 'connected',
  closed: 'closed',
  failed: t`could not connect`,
  waiting: t`will reconnect`,
}

/** A dot beside a client's name that says how it is with its connection, in words for those who don't see it. */
export function ClientMark({ status: { state } }: { readonly status: ClientStatus }) {
  return (
    <>
      <span className="u-visually-hidden">, {words[state]}</span>
      <span className={classes.mark} data-state={state} aria-hidden />
    </>
  )
}
