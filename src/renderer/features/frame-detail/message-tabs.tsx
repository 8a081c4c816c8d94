import { type KeyboardEvent, useRef } from 'react'
import { t } from '../../../shared/text/t'
import classes from './frame-detail.module.css'

export const messageTabs = ['Pretty', 'Text', 'Hex', 'Why'] as const
export type MessageTab = (typeof messageTabs)[number]

export const tabWords: Readonly<Record<MessageTab, string>> = {
  Pretty: t`Pretty`,
  Text: t`Text`,
  Hex: t`Hex`,
  Why: t`Why`,
}

export interface MessageTabsProps {
  readonly current: MessageTab
  readonly panelId: string
  readonly onChange: (tab: MessageTab) => void
}

/** The four ways of looking at a message. */
export function MessageTabs({ current, panelId, onChange }: MessageTabsProps) {
  const list = useRef<HTMLDivElement>(null)

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const index = (messageTabs.indexOf(current) + step + messageTabs.length) % messageTabs.length
    const next = messageTabs[index]
    if (next) onChange(next)
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[index]?.focus()
  }

  return (
    <div
      ref={list}
      role="tablist"
      aria-label={t`Message views`}
      data-place="message"
      className={classes.tabs}
    >
      {messageTabs.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          aria-selected={tab === current}
          aria-controls={panelId}
          tabIndex={tab === current ? 0 : -1}
          data-region-focus={tab === current || undefined}
          className={classes.tab}
          onClick={() => onChange(tab)}
          onKeyDown={onKeyDown}
        >
          {tabWords[tab]}
        </button>
      ))}
    </div>
  )
}
