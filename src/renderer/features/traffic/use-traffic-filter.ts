import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useMemo, useState } from 'react'
import { messageOf } from '../../../shared/errors'
import type { TrafficFilter } from '../../../shared/model/traffic'
import { request } from '../../ipc/bridge'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { notifyError } from '../../ui/perform'
import { emptyFilter } from './filter-chips'
import type { TrafficStore } from './traffic-store'

/** Long enough to type a word in, short enough to feel immediate. */
const typingPauseMs = 120

export interface TrafficFilterControl {
  readonly filter: TrafficFilter
  readonly change: (filter: TrafficFilter) => void
  readonly clear: () => void
}

/**
 * The filter as the person has set it; every change goes to the main process, which answers with the new
 * view. Connections and room are the window's selection, so that other regions can set them.
 */
export function useTrafficFilter(traffic: TrafficStore): TrafficFilterControl {
  const app = useAppStoreApi()
  const connections = useAppStore((state) => state.ui.shownConnections)
  const room = useAppStore((state) => state.ui.selectedRoom)
  const [own, setOwn] = useState(emptyFilter)
  const [text] = useDebouncedValue(own.text, typingPauseMs)
  const filter = useMemo(() => ({ ...own, connections: [...connections], room }), [own, connections, room])
  const sent = useMemo(() => ({ ...filter, text }), [filter, text])
  const sentKey = JSON.stringify(sent)

  // biome-ignore lint/correctness/useExhaustiveDependencies: an equal filter need not be sent again
  useEffect(() => {
    request('traffic.filter', sent).then(
      (tail) => traffic.applyFilter(tail),
      (error: unknown) => notifyError(messageOf(error)),
    )
  }, [traffic, sentKey])

  const change = (next: TrafficFilter) => {
    setOwn(next)
    app.getState().setUi({ shownConnections: next.connections, selectedRoom: next.room })
  }
  return { filter, change, clear: () => change({ ...emptyFilter, showHeartbeats: own.showHeartbeats }) }
}
