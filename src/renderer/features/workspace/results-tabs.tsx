import type { KeyboardEvent } from 'react'
import { useAppStoreApi } from '../../stores/app-store-context'
import type { UiState } from '../../stores/app-state'
import classes from './results.module.css'

type ResultsTab = UiState['resultsTab']

const tabs: readonly { readonly id: ResultsTab; readonly title: string }[] = [
  { id: 'traffic', title: 'Traffic' },
  { id: 'statistics', title: 'Statistics' },
]

/** The tabs in the title bar of Traffic and of Statistics. */
export function ResultsTabs({ current }: { readonly current: ResultsTab }) {
  const store = useAppStoreApi()

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    store.getState().setUi({ resultsTab: current === 'traffic' ? 'statistics' : 'traffic' })
    event.preventDefault()
  }

  return (
    <div role="tablist" aria-label="Results" className={classes.tabs}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          aria-selected={tab.id === current}
          tabIndex={tab.id === current ? 0 : -1}
          className={classes.tab}
          onClick={() => store.getState().setUi({ resultsTab: tab.id })}
          onKeyDown={onKeyDown}
        >
          {tab.title}
        </button>
      ))}
    </div>
  )
}
