import type { KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { t } from '../../../shared/text/t'
import type { UiState } from '../../stores/app-state'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import classes from './results.module.css'

type ResultsTab = UiState['resultsTab']

const tabs: readonly { readonly id: ResultsTab; readonly title: string }[] = [
  { id: 'traffic', title: t`Traffic` },
  { id: 'held', title: t`Held` },
  { id: 'composer', title: t`Composer` },
  { id: 'statistics', title: t`Statistics` },
]

/** Each region has the tabs in its own title bar, so the focus goes over to those of the one that is shown. */
function focusShownTab(): void {
  const tabs = document.querySelectorAll<HTMLElement>(
    `[role="tablist"][aria-label="${t`Results`}"] [aria-selected="true"]`,
  )
  for (const tab of tabs) if (tab.checkVisibility()) tab.focus()
}

/** The tabs in the title bars of those that share the place. */
export function ResultsTabs({ current }: { readonly current: ResultsTab }) {
  const store = useAppStoreApi()
  const held = useAppStore((state) => state.held.total)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    const step = event.key === 'ArrowRight' ? 1 : -1
    const next = tabs[(tabs.findIndex(({ id }) => id === current) + step + tabs.length) % tabs.length]
    if (next) flushSync(() => store.getState().setUi({ resultsTab: next.id }))
    focusShownTab()
  }

  return (
    <div role="tablist" aria-label={t`Results`} className={classes.tabs}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          aria-selected={tab.id === current}
          tabIndex={tab.id === current ? 0 : -1}
          className={classes.tab}
          title={tab.title}
          onClick={() => store.getState().setUi({ resultsTab: tab.id })}
          onKeyDown={onKeyDown}
        >
          {tab.title}
          {tab.id === 'held' && held > 0 && <span className={classes.tabCount}>{held}</span>}
        </button>
      ))}
    </div>
  )
}
