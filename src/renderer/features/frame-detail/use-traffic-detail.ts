import { useEffect, useState } from 'react'
import { messageOf } from '../../../shared/errors'
import type { TrafficDetail, TrafficTail } from '../../../shared/model/traffic'
import { request } from '../../ipc/bridge'
import { useAppStore } from '../../stores/app-store-context'

/** What is known about the selected entry. */
export type DetailState =
  | { readonly state: 'none' }
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly detail: TrafficDetail }
  /** It was discarded or cleared. */
  | { readonly state: 'gone' }
  | { readonly state: 'failed'; readonly message: string }

/**
 * Fetches the whole entry `seq`. The former one stays on the screen until the new one is here, so that walking
 * through the list with the arrow keys does not flicker. It is fetched anew when a breakpoint or a fault has done
 * something to the entry meanwhile.
 */
export function useTrafficDetail(seq: number | null): DetailState {
  const [detail, setDetail] = useState<DetailState>({ state: 'none' })
  const mark = useAppStore((state) => markOf(state.traffic, seq))
  // biome-ignore lint/correctness/useExhaustiveDependencies: another mark means that there is more to be told
  useEffect(() => {
    if (seq === null) {
      setDetail({ state: 'none' })
      return
    }
    let current = true
    setDetail((before) => (before.state === 'ready' ? before : { state: 'loading' }))
    request('traffic.detail', seq)
      .then((found): DetailState => (found ? { state: 'ready', detail: found } : { state: 'gone' }))
      .catch((error: unknown): DetailState => ({ state: 'failed', message: messageOf(error) }))
      // A later selection's answer may have come first.
      .then((answer) => current && setDetail(answer))
    return () => {
      current = false
    }
  }, [seq, mark])
  return detail
}

/** What was done to the entry since it was captured, as far as the newest push tells of it. */
function markOf({ remarked = [] }: TrafficTail, seq: number | null): string {
  const row = remarked.find((one) => one.seq === seq)
  return row ? JSON.stringify([row.hold, row.faults]) : ''
}
