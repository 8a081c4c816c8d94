import { Button } from '@mantine/core'
import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import { EmptyState } from '../../ui/empty-state'
import { perform } from '../../ui/perform'
import { isEmptyFilter } from './filter-chips'
import type { TrafficView } from './traffic-store'
import type { TrafficFilterControl } from './use-traffic-filter'

/** Stands where there are no rows, and says why and what to do. */
export function TrafficEmpty(props: { readonly view: TrafficView; readonly control: TrafficFilterControl }) {
  const { view, control } = props
  const server = useAppStore((state) => state.server)
  if (view.total > view.discarded && !isEmptyFilter(control.filter)) {
    return (
      <EmptyState actions={<Button onClick={control.clear}>{t`Clear filter`}</Button>}>
        {t`No entry matches the filter.`}
      </EmptyState>
    )
  }
  if (server.state === 'stopped' || server.state === 'failed') {
    return (
      <EmptyState actions={<Button onClick={() => void perform('server.start')}>{t`Start`}</Button>}>
        {server.state === 'failed' ? server.message : t`The server is stopped, so there is no traffic.`}
      </EmptyState>
    )
  }
  return (
    <EmptyState>
      {t`No traffic yet. Every handshake, message and close shows here as soon as a client connects to`}{' '}
      {server.state === 'running' ? <code>{server.url}</code> : t`the server`}.
    </EmptyState>
  )
}
