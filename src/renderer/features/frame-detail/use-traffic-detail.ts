import { useEffect, useState } from 'react'
import { messageOf } from '../../../shared/errors'
import type { TrafficDetail } from '../../../shared/model/traffic'
import { request } from '../../ipc/bridge'

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
 * through the list with the arrow keys does not flicker.
 */
export function useTrafficDetail(seq: number | null): DetailState {
  const [detail, setDetail] = useState<DetailState>({ state: 'none' })
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
  }, [seq])
  return detail
}
