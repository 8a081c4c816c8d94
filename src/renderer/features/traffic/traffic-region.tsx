import { useRef } from 'react'
import { flushSync } from 'react-dom'
import { useStore } from 'zustand'
import { t } from '../../../shared/text/t'
import { useCommand } from '../../commands/command-context'
import { useAppStoreApi } from '../../stores/app-store-context'
import { Region } from '../../ui/region'
import { TrafficActions } from './traffic-actions'
import { TrafficEmpty } from './traffic-empty'
import { TrafficFilterBar } from './traffic-filter-bar'
import { TrafficGrid } from './traffic-grid'
import { useTrafficFilter } from './use-traffic-filter'
import { useTrafficStore } from './use-traffic-store'

/** Everything that went over the wire and why: the whole session, filtered, with the newest in sight. */
export function TrafficRegion() {
  const app = useAppStoreApi()
  const traffic = useTrafficStore()
  const view = useStore(traffic.store)
  const control = useTrafficFilter(traffic)
  const input = useRef<HTMLInputElement>(null)
  const grid = useRef<HTMLTableElement>(null)

  useCommand('traffic.filter', () => {
    // The region may have been hidden behind its neighbour's tab until now, and what is typed comes at once.
    flushSync(() => app.getState().setUi({ resultsTab: 'traffic' }))
    input.current?.select()
  })

  return (
    <Region
      name={t`Traffic`}
      scroll={false}
      actions={<TrafficActions traffic={traffic} view={view} control={control} />}
    >
      <TrafficFilterBar
        control={control}
        view={view}
        inputRef={input}
        onLeave={() => grid.current?.focus()}
      />
      {view.shown > 0 ? (
        <TrafficGrid traffic={traffic} gridRef={grid} control={control} />
      ) : (
        <TrafficEmpty view={view} control={control} />
      )}
    </Region>
  )
}
