import { type KeyboardEvent, useCallback, useEffect, useId, useState } from 'react'
import { useStore } from 'zustand'
import { useCommands } from '../../commands/command-context'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { moveMarker } from '../../ui/list-keys'
import type { TrafficStore } from './traffic-store'
import type { FollowingScroller } from './use-following-scroller'

export interface TrafficMarker {
  /** Index of the selected row where it is among the drawn ones. */
  readonly index: number | null
  /** Sequence number of the selected entry. */
  readonly seq: number | null
  readonly rowId: (index: number) => string
  readonly select: (index: number) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** Where the marker was moved to last; under another filter the index means another row. */
interface Aim {
  readonly view: number
  readonly index: number
  /** The row is still on its way. */
  readonly waiting: boolean
}

/** The selected row: by sequence number, because its index is another one under another filter. */
export function useTrafficMarker(traffic: TrafficStore, scroller: FollowingScroller): TrafficMarker {
  const app = useAppStoreApi()
  const commands = useCommands()
  const seq = useAppStore((state) => state.ui.selectedTraffic)
  const { view, version, shown } = useStore(traffic.store)
  const [aim, setAim] = useState<Aim | null>(null)
  const base = useId()
  const index = indexOfSeq(traffic, seq, scroller.window)
  const aimed = aim?.view === view ? aim : null

  const select = useCallback(
    (target: number) => {
      const row = traffic.row(target)
      setAim({ view: traffic.store.getState().view, index: target, waiting: row === undefined })
      if (row) app.getState().setUi({ selectedTraffic: row.seq })
    },
    [traffic, app],
  )

  // The keys may reach a row before it was fetched: it is selected as soon as it is here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that rows have come
  useEffect(() => {
    if (aimed?.waiting && traffic.row(aimed.index)) select(aimed.index)
  }, [version])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Enter') commands.run('view.message')
    if (event.key === 'Escape') {
      setAim(null)
      app.getState().setUi({ selectedTraffic: null })
    }
    const active = index ?? aimed?.index ?? -1
    const target = moveMarker(event.key, { active, count: shown, page: scroller.page })
    if (target === null) return
    event.preventDefault()
    scroller.scrollToRow(target)
    select(target)
  }

  return { index, seq, rowId: (row) => `${base}-${row}`, select, onKeyDown }
}

function indexOfSeq(
  traffic: TrafficStore,
  seq: number | null,
  { first, last }: { readonly first: number; readonly last: number },
): number | null {
  if (seq === null) return null
  for (let index = first; index <= last; index++) {
    if (traffic.row(index)?.seq === seq) return index
  }
  return null
}
