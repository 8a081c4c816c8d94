import { type KeyboardEvent, type MouseEvent, useId, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { t } from '../../../shared/text/t'
import { useCommand } from '../../commands/command-context'
import { moveMarker } from '../../ui/list-keys'
import { FindBar } from './find-bar'
import classes from './frame-detail.module.css'
import { JsonFolding, unfoldedFor } from './json-folding'
import { JsonLineView } from './json-line-view'
import { copyPath, copyValue, JsonMenu, type OpenJsonMenu } from './json-menu'
import { useFind } from './use-find'
import type { SearchableJson } from './use-json-document'
import { useLineScroller } from './use-line-scroller'

const linePx = 18
const nothing: ReadonlySet<number> = new Set()

/** Pretty-printed JSON with folding and finding; only the lines on the screen are made. */
export function JsonView({ json }: { readonly json: SearchableJson }) {
  const { document } = json
  const [folded, setFolded] = useState(nothing)
  const [active, setActive] = useState(-1)
  const [finding, setFinding] = useState(false)
  const [menu, setMenu] = useState<OpenJsonMenu | null>(null)
  const folding = useMemo(() => new JsonFolding(document, folded), [document, folded])
  const frame = useRef<HTMLDivElement>(null)
  const tree = useRef<HTMLElement>(null)
  const scroller = useLineScroller(folding.count, linePx, tree)
  const input = useRef<HTMLInputElement>(null)
  const base = useId()

  const show = (line: number) => {
    const next = unfoldedFor(document, folded, line)
    // The list has to be as long as it will be before it can be scrolled there.
    flushSync(() => {
      setFolded(next)
      setActive(line)
    })
    scroller.scrollToRow(new JsonFolding(document, next).rowOf(line))
  }
  const find = useFind(json, () => Math.max(0, active), show)

  useCommand('message.find', () => {
    flushSync(() => setFinding(true))
    input.current?.select()
  })
  const closeFind = () => {
    setFinding(false)
    find.setWords('')
    tree.current?.focus()
  }

  const fold = (line: number, close: boolean) => {
    const next = new Set(folded)
    if (close) next.add(line)
    else next.delete(line)
    setFolded(next)
    setActive(line)
  }

  const openMenu = (line: number, leftPx: number, topPx: number) => {
    const corner = frame.current?.getBoundingClientRect()
    setActive(line)
    if (corner) setMenu({ line, leftPx: leftPx - corner.left, topPx: topPx - corner.top })
  }
  const closeMenu = () => {
    setMenu(null)
    tree.current?.focus()
  }

  const onActiveKey = (event: KeyboardEvent): boolean => {
    if (active < 0) return false
    const copies = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c'
    if (copies) void (event.shiftKey ? copyPath : copyValue)(document, active)
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      const row = window.document.getElementById(`${base}-${active}`)?.getBoundingClientRect()
      if (row) openMenu(active, row.left + 24, row.bottom)
    } else if (document.opens(active) && foldKeys.has(event.key)) {
      fold(active, event.key === 'Enter' ? !folded.has(active) : event.key === 'ArrowLeft')
    } else return false
    return true
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (onActiveKey(event)) {
      event.preventDefault()
      return
    }
    const row = active < 0 ? -1 : folding.rowOf(active)
    const target = moveMarker(event.key, { active: row, count: folding.count, page: scroller.page })
    if (target === null) return
    event.preventDefault()
    setActive(folding.lineAt(target))
    scroller.scrollToRow(target)
  }

  const { first, last, offsetPx, contentPx } = scroller.window
  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => first + offset)
  const foldOf = (line: number) => (document.opens(line) ? folded.has(line) : null)
  return (
    <div ref={frame} className={classes.frame}>
      {finding && <FindBar find={find} placeholder={t`Key or value`} inputRef={input} onClose={closeFind} />}
      <div
        ref={scroller.ref}
        role="tree"
        aria-label={t`JSON`}
        tabIndex={0}
        aria-activedescendant={active < 0 ? undefined : `${base}-${active}`}
        className={classes.lines}
        onScroll={scroller.onScroll}
        onKeyDown={onKeyDown}
      >
        <div role="presentation" style={{ height: contentPx, position: 'relative' }}>
          {rows.map((row) => {
            const line = folding.lineAt(row)
            return (
              <JsonLineView
                key={line}
                id={`${base}-${line}`}
                document={document}
                line={line}
                topPx={offsetPx + (row - first) * linePx}
                active={line === active}
                folded={foldOf(line)}
                words={finding ? find.words : ''}
                onSelect={() => setActive(line)}
                onFold={() => fold(line, !folded.has(line))}
                onMenu={(event: MouseEvent) => {
                  event.preventDefault()
                  openMenu(line, event.clientX, event.clientY)
                }}
              />
            )
          })}
        </div>
      </div>
      {menu && (
        <JsonMenu
          document={document}
          open={menu}
          folded={foldOf(menu.line)}
          onFold={fold}
          onClose={closeMenu}
        />
      )}
    </div>
  )
}

const foldKeys: ReadonlySet<string> = new Set(['ArrowLeft', 'ArrowRight', 'Enter'])
