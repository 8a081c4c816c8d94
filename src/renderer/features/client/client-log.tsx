import { memo, useLayoutEffect, useRef } from 'react'
import type { ClientId, ClientLine } from '../../../shared/model/client'
import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import { formatBytes } from '../../ui/amounts'
import { EmptyState } from '../../ui/empty-state'
import { isAtEnd } from '../traffic/follow'
import { formatClock } from '../traffic/row-time'
import classes from './client.module.css'

/** Lines that are drawn; all of them are in Traffic. */
const drawnLines = 400

const noLines: readonly ClientLine[] = []

/** What a built-in client has sent and received. */
export function ClientLog({ client }: { readonly client: ClientId }) {
  const log = useAppStore((state) => state.clientLogs.get(client)) ?? noLines
  const scroller = useRef<HTMLDivElement>(null)
  const following = useRef(true)
  const lines = log.slice(-drawnLines)

  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines are what it follows
  useLayoutEffect(() => {
    if (following.current && scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight
  }, [log])

  return (
    <div
      ref={scroller}
      role="log"
      // Off: a ticking mock would talk over everything else.
      aria-live="off"
      aria-label={t`Client log`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
      tabIndex={0}
      className={classes.log}
      onScroll={({ currentTarget }) => {
        following.current = isAtEnd({
          top: currentTarget.scrollTop,
          viewHeight: currentTarget.clientHeight,
          contentHeight: currentTarget.scrollHeight,
        })
      }}
    >
      {lines.length === 0 && (
        <EmptyState>
          {t`A client of its own: connect, and talk to your handlers, or to any other server, from here.`}
        </EmptyState>
      )}
      {lines.map((line) => (
        <LogLine key={line.id} line={line} />
      ))}
    </div>
  )
}

const glyphs: Readonly<Record<ClientLine['kind'], string>> = {
  sent: '↑',
  received: '↓',
  info: '•',
  error: '!',
}

const kindWords: Readonly<Record<ClientLine['kind'], string>> = {
  sent: t`sent`,
  received: t`received`,
  info: t`info`,
  error: t`error`,
}

const LogLine = memo(function LogLine({ line }: { readonly line: ClientLine }) {
  return (
    <div className={classes.line} data-kind={line.kind} title={formatClock(line.at)}>
      <span role="img" aria-label={kindWords[line.kind]} className={classes.glyph}>
        {glyphs[line.kind]}
      </span>
      <span className={classes.lineText}>
        {line.binaryBytes > 0 && (
          <span className={classes.binary}>{t`binary, ${formatBytes(line.binaryBytes)}`} </span>
        )}
        {line.text}
      </span>
    </div>
  )
})
