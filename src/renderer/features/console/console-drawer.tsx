import { useVirtualizer } from '@tanstack/react-virtual'
import { Ban, Copy, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { ConsoleLevel, ConsoleLine } from '../../../shared/model/handlers'
import { t } from '../../../shared/text/t'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { IconButton } from '../../ui/icon-button'
import { perform } from '../../ui/perform'
import { openLocation } from '../handlers/open-files'
import { clockTime } from './clock-time'
import classes from './console-drawer.module.css'
import { consoleFilters, levelOf, linesFrom } from './console-levels'
import { ConsoleValueTree, type ConsoleValueTreeProps } from './console-value-tree'
import { ProblemsList } from './problems-list'

const estimatedLineHeight = 20
/** This close to the end counts as being there, in pixels. */
const nearEnd = 8

/** What handlers log and throw, and what is wrong with their code. */
export function ConsoleDrawer() {
  const all = useAppStore((state) => state.console)
  const tab = useAppStore((state) => state.ui.drawerTab)
  const store = useAppStoreApi()
  const [level, setLevel] = useState<ConsoleLevel>('debug')
  const lines = useMemo(() => linesFrom(level, all), [level, all])
  return (
    <div className={classes.drawer}>
      <div className={classes.bar}>
        <DrawerTabs />
        {tab === 'console' && (
          <>
            <select
              aria-label={t`Console level`}
              className={classes.select}
              value={level}
              onChange={(event) => setLevel(levelOf(event.currentTarget.value))}
            >
              {consoleFilters.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
            <IconButton
              label={t`Copy console`}
              icon={Copy}
              disabled={lines.length === 0}
              onClick={() => void perform('app.copyText', lines.map(textOf).join('\n'))}
            />
            <IconButton label={t`Clear console`} icon={Ban} onClick={() => void perform('console.clear')} />
          </>
        )}
        <IconButton
          label={t`Close console`}
          icon={X}
          onClick={() => store.getState().setUi({ consoleOpen: false })}
        />
      </div>
      {tab === 'console' ? (
        <ConsoleLog lines={lines} empty={all.length === 0 ? undefined : t`No lines of this level.`} />
      ) : (
        <ProblemsList />
      )}
    </div>
  )
}

function DrawerTabs() {
  const tab = useAppStore((state) => state.ui.drawerTab)
  const count = useAppStore((state) => state.ui.problems.length)
  const hasErrors = useAppStore((state) => state.ui.problems.some(({ severity }) => severity === 'error'))
  const store = useAppStoreApi()
  const titles = { console: t`Console`, problems: count === 0 ? t`Problems` : t`Problems (${count})` }
  const show = (drawerTab: 'console' | 'problems') => store.getState().setUi({ drawerTab })
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    show(tab === 'console' ? 'problems' : 'console')
    const other = event.currentTarget.nextElementSibling ?? event.currentTarget.previousElementSibling
    if (other instanceof HTMLElement) other.focus()
  }
  return (
    <div role="tablist" aria-label={t`Console and problems`} className={classes.tabs}>
      {(['console', 'problems'] as const).map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={tab === name}
          tabIndex={tab === name ? 0 : -1}
          className={classes.tab}
          data-level={name === 'problems' && count > 0 ? (hasErrors ? 'error' : 'warning') : undefined}
          onClick={() => show(name)}
          onKeyDown={onKeyDown}
        >
          {titles[name]}
        </button>
      ))}
    </div>
  )
}

/** A line as it is copied. */
function textOf({ at, level, text, location }: ConsoleLine): string {
  const place = location ? ` (${location.file}:${location.line})` : ''
  return `${clockTime(at)} ${level} ${text}${place}`
}

interface ConsoleLogProps {
  readonly lines: readonly ConsoleLine[]
  /** What is said where there are no lines. */
  readonly empty?: string | undefined
}

function ConsoleLog({ lines, empty = t`What handlers log, and what they throw.` }: ConsoleLogProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set())
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimatedLineHeight,
    getItemKey: (index) => lines[index]?.id ?? index,
    overscan: 10,
  })

  const last = lines.at(-1)?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new last line is the occasion
  useEffect(() => {
    if (atEnd.current && lines.length > 0) virtualizer.scrollToIndex(lines.length - 1, { align: 'end' })
  }, [last, lines.length, virtualizer])

  const toggle = (id: string) =>
    setExpanded((before) => {
      const next = new Set(before)
      if (!next.delete(id)) next.add(id)
      return next
    })

  const onScroll = () => {
    const element = scroller.current
    if (element) atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight <= nearEnd
  }

  return (
    // Not announced line by line: a busy handler would drown everything else.
    <div
      role="log"
      aria-label={t`Console`}
      aria-live="off"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it
      tabIndex={0}
      className={classes.log}
      ref={scroller}
      onScroll={onScroll}
    >
      {lines.length === 0 ? (
        <p className={classes.empty}>{empty}</p>
      ) : (
        <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {virtualizer.getVirtualItems().map((item) => {
            const line = lines[item.index]
            return (
              line && (
                <div
                  key={item.key}
                  data-index={item.index}
                  ref={virtualizer.measureElement}
                  className={classes.line}
                  data-level={line.level}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <LineContent line={line} expanded={expanded} onToggle={toggle} />
                </div>
              )
            )
          })}
        </div>
      )}
    </div>
  )
}

function LineContent({ line, expanded, onToggle }: ConsoleValueTreeProps) {
  const store = useAppStoreApi()
  const { location, cause } = line
  return (
    <>
      <span className={classes.time}>{clockTime(line.at)}</span>
      <span className={classes.level}>{line.level}</span>
      {line.values ? (
        <ConsoleValueTree line={line} expanded={expanded} onToggle={onToggle} />
      ) : (
        <span className={classes.text}>{line.text}</span>
      )}
      {cause > 0 && (
        <button
          type="button"
          className={classes.link}
          title={t`Show the message that was being handled`}
          onClick={() => store.getState().setUi({ selectedTraffic: cause })}
        >
          {t`message #${cause}`}
        </button>
      )}
      {location && (
        <button
          type="button"
          className={classes.link}
          title={t`Open ${location.file} at line ${location.line}`}
          onClick={() => openLocation(store, location)}
        >
          {location.file.slice(location.file.lastIndexOf('/') + 1)}:{location.line}
        </button>
      )}
    </>
  )
}
