import { HeartPulse, Pause, Play, Trash2 } from 'lucide-react'
import { useCommand } from '../../commands/command-context'
import { useAppStore } from '../../stores/app-store-context'
import { IconButton } from '../../ui/icon-button'
import { perform } from '../../ui/perform'
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
  const clear = () => void perform('traffic.clear')
  // The view that is paused is the one that is seen.
  useCommand('traffic.pause', togglePause, !isStatistics)
  useCommand('traffic.heartbeats', toggleHeartbeats)
  useCommand('traffic.clear', clear)
  return (
    <>
      <IconButton
        label="Show ping and pong"
        icon={HeartPulse}
        pressed={filter.showHeartbeats}
        onClick={toggleHeartbeats}
      />
      {view.paused ? (
        <IconButton label="Resume" icon={Play} onClick={togglePause} />
      ) : (
        <IconButton label="Pause" icon={Pause} onClick={togglePause} />
      )}
      <IconButton label="Clear" icon={Trash2} onClick={clear} />
      <TrafficExport />
    </>
  )
}
