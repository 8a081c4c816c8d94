import { useVirtualizer } from '@tanstack/react-virtual'
import { Ban, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { ConsoleLine } from '../../../shared/model/handlers'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { IconButton } from '../../ui/icon-button'
import { perform } from '../../ui/perform'
import { openLocation } from '../handlers/open-files'
import classes from './console-drawer.module.css'
import { clockTime } from './clock-time'

const estimatedLineHeight = 20
/** This close to the end counts as being there, in pixels. */
const nearEnd = 8

/** What handlers log, and what they threw; follows the newest line while the reader is at the end. */
export function ConsoleDrawer() {
  const lines = useAppStore((state) => state.console)
  const store = useAppStoreApi()
  return (
    <div className={classes.drawer}>
      <div className={classes.bar}>
        <span className={classes.title}>Console</span>
        <IconButton label="Clear console" icon={Ban} onClick={() => void perform('console.clear')} />
        <IconButton
          label="Close console"
          icon={X}
          onClick={() => store.getState().setUi({ consoleOpen: false })}
        />
      </div>
      <ConsoleLog lines={lines} />
    </div>
  )
}

function ConsoleLog({ lines }: { readonly lines: readonly ConsoleLine[] }) {
  const scroller = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
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

  const onScroll = () => {
    const element = scroller.current
    if (element) atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight <= nearEnd
  }

  return (
    // Not announced line by line: a busy handler would drown everything else.
    <div
      role="log"
      aria-label="Console"
      aria-live="off"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it
      tabIndex={0}
      className={classes.log}
      ref={scroller}
      onScroll={onScroll}
    >
      {lines.length === 0 ? (
        <p className={classes.empty}>What handlers log, and what they throw.</p>
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
                  <LineContent line={line} />
                </div>
              )
            )
          })}
        </div>
      )}
    </div>
  )
}

function LineContent({ line }: { readonly line: ConsoleLine }) {
  const store = useAppStoreApi()
  const { location, cause } = line
  return (
    <>
      <span className={classes.time}>{clockTime(line.at)}</span>
      <span className={classes.level}>{line.level}</span>
      <span className={classes.text}>{line.text}</span>
      {cause > 0 && (
        <button
          type="button"
          className={classes.link}
          title="Show the message that was being handled"
          onClick={() => store.getState().setUi({ selectedTraffic: cause })}
        >
          message #{cause}
        </button>
      )}
      {location && (
        <button
          type="button"
          className={classes.link}
          title={`Open ${location.file} at line ${location.line}`}
          onClick={() => openLocation(store, location)}
        >
          {location.file.slice(location.file.lastIndexOf('/') + 1)}:{location.line}
        </button>
      )}
    </>
  )
}
