import {
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useEffectEvent,
  useId,
  useState,
} from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { useCommands } from '../../commands/command-context'
import { isMac, request } from '../../ipc/bridge'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { moveMarker } from '../../ui/list-keys'
import {
  type SelectHow,
  selectAll,
  selectEntry,
  selectionAt,
  type TrafficSelection,
} from './traffic-selection'
import type { TrafficStore } from './traffic-store'
import type { FollowingScroller } from './use-following-scroller'

export interface TrafficMarker {
  /** Index of the row that the marker stands on where it is among the drawn ones. */
  readonly index: number | null
  readonly selection: TrafficSelection | null
  readonly rowId: (index: number) => string
  readonly select: (index: number, how: SelectHow) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** Where the marker was moved to last; under another filter the index means another row. */
interface Aim {
  readonly view: number
  readonly index: number
  readonly how: SelectHow
  /** The row is still on its way. */
  readonly waiting: boolean
}

/** The selected rows: by sequence number, because their indexes are others under another filter. */
export function useTrafficMarker(traffic: TrafficStore, scroller: FollowingScroller): TrafficMarker {
  const app = useAppStoreApi()
  const commands = useCommands()
  const seq = useAppStore((state) => state.ui.selectedTraffic)
  const { view, version, shown } = useStore(traffic.store)
  const [aim, setAim] = useState<Aim | null>(null)
  // A store, because a click needs the selection as it is by now, not as it was drawn.
  const [chosen] = useState(() => createStore<{ own: TrafficSelection | null }>(() => ({ own: null })))
  const { own } = useStore(chosen)
  const base = useId()
  const index = indexOfSeq(traffic, seq, scroller.window)
  const aimed = aim?.view === view ? aim : null
  const selection = selectionAt(own, seq)

  const take = useCallback(
    (next: TrafficSelection) => {
      chosen.setState({ own: next })
      app.getState().setUi({ selectedTraffic: next.lead })
    },
    [app, chosen],
  )

  const select = useCallback(
    (target: number, how: SelectHow) => {
      const row = traffic.row(target)
      setAim({ view: traffic.store.getState().view, index: target, how, waiting: row === undefined })
      if (!row) return
      const before = selectionAt(chosen.getState().own, app.getState().ui.selectedTraffic)
      take(selectEntry(before, row.seq, how))
    },
    [traffic, app, chosen, take],
  )

  // The keys may reach a row before it was fetched: it is selected as soon as it is here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that rows have come
  useEffect(() => {
    if (aimed?.waiting && traffic.row(aimed.index)) select(aimed.index, aimed.how)
  }, [version])

  // What was chosen elsewhere stands alone from then on.
  const isOwn = () => {
    if (chosen.getState().own?.lead === seq) return true
    chosen.setState({ own: null })
    return false
  }
  useScrollToChosen(seq, isOwn, (found) => {
    setAim({ view: traffic.store.getState().view, index: found, how: 'only', waiting: false })
    scroller.scrollToRow(found)
  })

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.altKey) return
    if (isMac() ? event.metaKey : event.ctrlKey) {
      if (event.key.toLowerCase() === 'a' && shown > 0) {
        event.preventDefault()
        const newest = traffic.row(shown - 1)?.seq ?? Number.MAX_SAFE_INTEGER
        take(selectAll(seq ?? newest, newest))
      }
      if (event.key.toLowerCase() === 'c' && commands.run('traffic.copySelection')) event.preventDefault()
      return
    }
    if (event.ctrlKey || event.metaKey) return
    if (event.key === 'Enter') commands.run('view.message')
    if (event.key === 'Escape') {
      setAim(null)
      chosen.setState({ own: null })
      app.getState().setUi({ selectedTraffic: null })
    }
    const active = index ?? aimed?.index ?? -1
    const target = moveMarker(event.key, { active, count: shown, page: scroller.page })
    if (target === null) return
    event.preventDefault()
    scroller.scrollToRow(target)
    select(target, event.shiftKey ? 'extend' : 'only')
  }

  return { index, selection, rowId: (row) => `${base}-${row}`, select, onKeyDown }
}

/** How a click with these keys selects: as in every list of the system. */
export function howOfClick(event: MouseEvent): SelectHow {
  if (event.shiftKey) return 'extend'
  return event.ctrlKey || event.metaKey ? 'toggle' : 'only'
}

/** Brings an entry into sight that was chosen elsewhere: in Why, in the console, by its mark. */
function useScrollToChosen(seq: number | null, isOwn: () => boolean, onFound: (index: number) => void): void {
  const found = useEffectEvent(onFound)
  const chosenHere = useEffectEvent(isOwn)
  useEffect(() => {
    if (seq === null || chosenHere()) return
    let current = true
    request('traffic.locate', seq).then(
      (index) => current && index !== null && found(index),
      // The entry shows in Message all the same; an error about its place would help nobody.
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [seq])
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
