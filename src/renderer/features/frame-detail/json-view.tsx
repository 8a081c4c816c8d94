import { useVirtualizer } from '@tanstack/react-virtual'
import { ChevronDown, ChevronRight, Copy } from 'lucide-react'
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react'
import type { Json } from '../../../shared/json'
import { IconButton } from '../../ui/icon-button'
import { moveMarker } from '../../ui/list-keys'
import { notifyDone, perform } from '../../ui/perform'
import classes from './frame-detail.module.css'
import { type JsonLine, jsonLines } from './json-lines'

const linePx = 18

/** Pretty-printed JSON with folding; only the lines on the screen are drawn. */
export function JsonView({ value }: { readonly value: Json }) {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const [active, setActive] = useState(-1)
  const lines = useMemo(() => jsonLines(value, folded), [value, folded])
  const scroller = useRef<HTMLDivElement>(null)
  const base = useId()
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => linePx,
    overscan: 10,
  })

  const fold = (path: string, close: boolean) => {
    const next = new Set(folded)
    if (close) next.add(path)
    else next.delete(path)
    setFolded(next)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const line = lines[active]
    if (line?.fold && (event.key === 'ArrowLeft' || event.key === 'ArrowRight' || event.key === 'Enter')) {
      fold(line.path, event.key === 'Enter' ? line.fold === 'open' : event.key === 'ArrowLeft')
      event.preventDefault()
      return
    }
    const page = Math.floor((scroller.current?.clientHeight ?? 0) / linePx)
    const target = moveMarker(event.key, { active, count: lines.length, page })
    if (target === null) return
    event.preventDefault()
    setActive(target)
    virtual.scrollToIndex(target)
  }

  return (
    <div
      ref={scroller}
      role="tree"
      aria-label="JSON"
      tabIndex={0}
      aria-activedescendant={active < 0 ? undefined : `${base}-${active}`}
      className={classes.lines}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index]
          return (
            line && (
              <JsonLineView
                key={item.key}
                id={`${base}-${item.index}`}
                line={line}
                topPx={item.start}
                active={item.index === active}
                onSelect={() => setActive(item.index)}
                onFold={() => fold(line.path, line.fold === 'open')}
              />
            )
          )
        })}
      </div>
    </div>
  )
}

interface JsonLineViewProps {
  readonly id: string
  readonly line: JsonLine
  readonly topPx: number
  readonly active: boolean
  readonly onSelect: () => void
  readonly onFold: () => void
}

function JsonLineView({ id, line, topPx, active, onSelect, onFold }: JsonLineViewProps) {
  const Chevron = line.fold === 'folded' ? ChevronRight : ChevronDown
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the focus and handles the keys
    <div
      id={id}
      role="treeitem"
      tabIndex={-1}
      aria-level={line.depth + 1}
      aria-selected={active}
      aria-expanded={line.fold === null ? undefined : line.fold === 'open'}
      className={classes.line}
      style={{ top: topPx, paddingLeft: 18 + line.depth * 14 }}
      onClick={onSelect}
    >
      {line.fold !== null && (
        <button
          type="button"
          tabIndex={-1}
          aria-label={`${line.fold === 'open' ? 'Fold' : 'Unfold'} ${line.path}`}
          className={classes.fold}
          style={{ left: line.depth * 14 }}
          onClick={onFold}
        >
          <Chevron size={12} aria-hidden />
        </button>
      )}
      {line.tokens.map((token, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the tokens of a line never move
        <span key={index} className={classes.token} data-token={token.kind}>
          {token.text}
        </span>
      ))}
      {active && <CopyPath path={line.path} />}
    </div>
  )
}

function CopyPath({ path }: { readonly path: string }) {
  const copy = async () => {
    if (await perform('app.copyText', path)) notifyDone(`Copied ${path}`)
  }
  return (
    <span className={classes.copyPath}>
      <IconButton label={`Copy path ${path}`} icon={Copy} onClick={() => void copy()} />
    </span>
  )
}
