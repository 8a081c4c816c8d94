import { ChevronDown, ChevronRight } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import type { ConsoleLine } from '../../../shared/model/handlers'
import { t } from '../../../shared/text/t'
import { moveMarker } from '../../ui/list-keys'
import { type ConsoleNode, consoleNodes } from './console-nodes'
import classes from './console-value-tree.module.css'

export interface ConsoleValueTreeProps {
  readonly line: ConsoleLine
  /** Ids of the expanded rows, of all lines: a line that is scrolled away stays as it was. */
  readonly expanded: ReadonlySet<string>
  readonly onToggle: (id: string) => void
}

/** A line with values: its text in one row that expands to what is inside of them. */
export function ConsoleValueTree({ line, expanded, onToggle }: ConsoleValueTreeProps) {
  const [active, setActive] = useState<string | null>(null)
  const base = useId()
  const nodes = consoleNodes(line, expanded)
  const index = Math.max(
    0,
    nodes.findIndex(({ id }) => id === active),
  )

  // The drawer is low: what the keys go to would often be out of sight.
  useEffect(() => {
    if (active !== null) document.getElementById(`${base}-${index}`)?.scrollIntoView({ block: 'nearest' })
  }, [active, base, index])

  const onKeyDown = (event: KeyboardEvent) => {
    const node = nodes[index]
    const target = moveMarker(event.key, { active: index, count: nodes.length, page: 10 })
    if (target !== null) setActive(nodes[target]?.id ?? null)
    else if (node && togglesWith(event.key, node)) onToggle(node.id)
    else if (node && event.key === 'ArrowLeft') setActive(parentOf(nodes, index)?.id ?? node.id)
    else if (node?.expanded && event.key === 'ArrowRight') setActive(nodes[index + 1]?.id ?? node.id)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div
      role="tree"
      aria-label={t`Values of line ${line.id}`}
      aria-activedescendant={`${base}-${index}`}
      tabIndex={0}
      className={classes.tree}
      onKeyDown={onKeyDown}
    >
      {nodes.map((node, position) => (
        <NodeRow
          key={node.id}
          id={`${base}-${position}`}
          node={node}
          active={position === index}
          onClick={() => {
            setActive(node.id)
            // Whoever marks text to copy it does not want it to move.
            if (node.expanded !== null && window.getSelection()?.isCollapsed !== false) onToggle(node.id)
          }}
        />
      ))}
    </div>
  )
}

function togglesWith(key: string, { expanded }: ConsoleNode): boolean {
  if (expanded === null) return false
  return key === 'Enter' || key === ' ' || key === (expanded ? 'ArrowLeft' : 'ArrowRight')
}

function parentOf(nodes: readonly ConsoleNode[], index: number): ConsoleNode | undefined {
  const level = nodes[index]?.level ?? 1
  return nodes.slice(0, index).findLast((node) => node.level < level)
}

interface NodeRowProps {
  readonly id: string
  readonly node: ConsoleNode
  readonly active: boolean
  readonly onClick: () => void
}

function NodeRow({ id, node, active, onClick }: NodeRowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the focus and handles the keys
    // biome-ignore lint/a11y/useFocusableInteractive: a click on it is to focus the tree
    <div
      id={id}
      role="treeitem"
      aria-level={node.level}
      aria-selected={active}
      aria-expanded={node.expanded ?? undefined}
      className={classes.row}
      data-kind={node.kind}
      style={{ paddingLeft: (node.level - 1) * 14 }}
      onClick={onClick}
    >
      <span aria-hidden className={classes.chevron}>
        {node.expanded !== null && (node.expanded ? <ChevronDown size={13} /> : <ChevronRight size={13} />)}
      </span>
      <span className={classes.content}>
        {node.label !== '' && <span className={classes.label}>{node.label}: </span>}
        {node.text}
      </span>
    </div>
  )
}
