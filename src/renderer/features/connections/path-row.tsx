import { ChevronDown, ChevronRight } from 'lucide-react'
import { t } from '../../../shared/text/t'
import { formatCount, formatCounted } from '../../ui/amounts'
import type { ConnectionLine } from './connection-lines'
import classes from './connections.module.css'

export interface PathRowProps {
  readonly id: string
  /** From 1, the header's row not counted. */
  readonly rowIndex: number
  readonly line: ConnectionLine & { readonly type: 'path' }
  /** From the top of the scrolled content. */
  readonly topPx: number
  readonly active: boolean
  readonly onSelect: () => void
  readonly onToggle: () => void
}

/** The head of the connections of one path. */
export function PathRow({ id, rowIndex, line, topPx, active, onSelect, onToggle }: PathRowProps) {
  const { path, count, expanded } = line
  const Chevron = expanded ? ChevronDown : ChevronRight
  return (
    <tr
      id={id}
      aria-rowindex={rowIndex}
      aria-selected={active}
      // A row of a grid can't have `aria-expanded`, only one of a treegrid can.
      aria-label={`${path}, ${formatCounted(count, t`# connection|# connections`)}${expanded ? '' : t`, collapsed`}`}
      className={classes.pathRow}
      style={{ top: topPx }}
      onClick={() => {
        onSelect()
        onToggle()
      }}
    >
      <td colSpan={7} title={path}>
        <Chevron size={13} aria-hidden />
        <span className={classes.groupPath}>{path}</span>
        <span className={classes.groupCount}>{formatCount(count)}</span>
      </td>
    </tr>
  )
}
