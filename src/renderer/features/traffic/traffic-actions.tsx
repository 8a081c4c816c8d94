import { Download, HeartPulse, Pause, Play, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { messageOf } from '../../../shared/errors'
import { useCommand } from '../../commands/command-context'
import { request } from '../../ipc/bridge'
import { formatCounted } from '../../ui/amounts'
import { IconButton } from '../../ui/icon-button'
import { notifyDone, notifyError, perform } from '../../ui/perform'
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
  const exporting = useExport()
  const togglePause = () => traffic.setPaused(!traffic.store.getState().paused)
  const toggleHeartbeats = () => change({ ...filter, showHeartbeats: !filter.showHeartbeats })
  const clear = () => void perform('traffic.clear')
  useCommand('traffic.pause', togglePause)
  useCommand('traffic.heartbeats', toggleHeartbeats)
  useCommand('traffic.clear', clear)
  useCommand('traffic.export', exporting.start)
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
      <IconButton label="Export" icon={Download} disabled={exporting.busy} onClick={exporting.start} />
    </>
  )
}

function useExport(): { readonly busy: boolean; readonly start: () => void } {
  const [busy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    try {
      const written = await request('traffic.export')
      if (written)
        notifyDone(`${formatCounted(written.entries, 'entry', 'entries')} written to ${written.file}`)
    } catch (error) {
      notifyError(messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  return { busy, start: () => void run() }
}
