import { HeartPulse, Pause, Play, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../../shared/text/t'
import { useCommand } from '../../commands/command-context'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { IconButton } from '../../ui/icon-button'
import { ClearDialog } from './clear-dialog'
import { clearTraffic } from './clear-traffic'
import { TrafficExport } from './traffic-export'
import type { TrafficStore, TrafficView } from './traffic-store'
import type { TrafficFilterControl } from './use-traffic-filter'

export interface TrafficActionsProps {
  readonly traffic: TrafficStore
  readonly view: TrafficView
  readonly control: TrafficFilterControl
}

/** The buttons of the title bar, and the same as commands. */
export function TrafficActions({ traffic, view, control }: TrafficActionsProps) {
  const { filter, change } = control
  const isStatistics = useAppStore((state) => state.ui.resultsTab === 'statistics')
  const togglePause = () => traffic.setPaused(!traffic.store.getState().paused)
  const toggleHeartbeats = () => change({ ...filter, showHeartbeats: !filter.showHeartbeats })
  const app = useAppStoreApi()
  const [asking, setAsking] = useState(false)
  const clear = () => {
    setAsking(false)
    void clearTraffic(app)
  }
  // The entries themselves are cleared at once, as in every such list: what a person wrote on them is asked for.
  const askOrClear = () => {
    if (app.getState().marks.length > 0) setAsking(true)
    else clear()
  }
  // The view that is paused is the one that is seen.
  useCommand('traffic.pause', togglePause, !isStatistics)
  useCommand('traffic.heartbeats', toggleHeartbeats)
  useCommand('traffic.clear', askOrClear)
  return (
    <>
      <IconButton
        label={t`Show ping and pong`}
        icon={HeartPulse}
        pressed={filter.showHeartbeats}
        onClick={toggleHeartbeats}
      />
      {view.paused ? (
        <IconButton label={t`Resume`} icon={Play} onClick={togglePause} />
      ) : (
        <IconButton label={t`Pause`} icon={Pause} onClick={togglePause} />
      )}
      <IconButton label={t`Clear`} icon={Trash2} onClick={askOrClear} />
      <TrafficExport />
      <ClearDialog opened={asking} onClear={clear} onClose={() => setAsking(false)} />
    </>
  )
}
