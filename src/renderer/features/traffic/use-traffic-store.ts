import { useEffect, useState } from 'react'
import { request } from '../../ipc/bridge'
import { useAppStoreApi } from '../../stores/app-store-context'
import { TrafficStore } from './traffic-store'

/** The list's own store, fed by the pushes. Its rows never pass through the window's store. */
export function useTrafficStore(): TrafficStore {
  const app = useAppStoreApi()
  const [traffic] = useState(() => new TrafficStore((range) => request('traffic.window', range)))
  useEffect(() => {
    traffic.applyTail(app.getState().traffic)
    return app.subscribe((state, before) => {
      if (state.traffic !== before.traffic) traffic.applyTail(state.traffic)
    })
  }, [app, traffic])
  return traffic
}
