import { X } from 'lucide-react'
import { type Key, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { t } from '../../shared/text/t'
import classes from './closable-tabs.module.css'
import { moveMarker } from './list-keys'

export interface ClosableTab<Id extends Key> {
  readonly id: Id
  readonly title?: string | undefined
  /** Its text is the accessible name. */
  readonly content: ReactNode
}

export interface ClosableTabsProps<Id extends Key> {
  /** The accessible name of all. */
  readonly label: string
  readonly tabs: readonly ClosableTab<Id>[]
  readonly shown: Id | null
  readonly onShow: (id: Id) => void
  readonly onClose: (id: Id) => void
}

/** Tabs of which one is shown. Delete, the middle button and a click on its cross close one. */
export function ClosableTabs<Id extends Key>({ label, tabs, shown, onShow, onClose }: ClosableTabsProps<Id>) {
  const list = useRef<HTMLDivElement>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is what may be out of sight
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [shown])

  const onKeyDown = (event: KeyboardEvent, id: Id, index: number) => {
    const key = event.key.replace('Left', 'Up').replace('Right', 'Down')
    const target = moveMarker(key, { active: index, count: tabs.length })
    const chosen = target === null ? undefined : tabs[target]
    if (chosen) {
      onShow(chosen.id)
      list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[target ?? 0]?.focus()
    } else if (event.key === 'Delete') onClose(id)
    else return
    event.preventDefault()
  }

  return (
    <div role="tablist" aria-label={label} className={classes.tabs} ref={list}>
      {tabs.map(({ id, title, content }, index) => (
        <button
          key={id}
          type="button"
          role="tab"
          aria-selected={id === shown}
          tabIndex={id === shown ? 0 : -1}
          className={classes.tab}
          title={title}
          onClick={() => onShow(id)}
          onAuxClick={(event) => event.button === 1 && onClose(id)}
          onKeyDown={(event) => onKeyDown(event, id, index)}
        >
          {content}
          {/* Only for the mouse: a tab can't contain a button, the keyboard has Delete. */}
          <span
            className={classes.close}
            aria-hidden
            title={t`Close (Delete)`}
            onClick={(event) => {
              event.stopPropagation()
              onClose(id)
            }}
          >
            <X size={12} />
          </span>
        </button>
      ))}
    </div>
  )
}
