import { ChevronDown, ChevronRight, Pencil, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '../../../shared/text/t'
import { IconButton } from '../../ui/icon-button'
import classes from './json-entries.module.css'
import { type JsonNode, summarizeJson } from './json-nodes'

export interface JsonEntryRowProps {
  readonly id: string
  readonly node: JsonNode
  readonly active: boolean
  readonly onSelect: () => void
  readonly onToggle: () => void
  readonly onEdit: () => void
  readonly onDelete: () => void
  /** The form, while the value is being edited. */
  readonly children: ReactNode
}

/** A key and its value; only an entry itself, not what is inside it, can be edited. */
export function JsonEntryRow(props: JsonEntryRowProps) {
  const { node } = props
  const summary = summarizeJson(node.value)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the focus and handles the keys
    // biome-ignore lint/a11y/useFocusableInteractive: a click on it is to focus the tree
    <div
      id={props.id}
      role="treeitem"
      aria-level={node.level}
      aria-selected={props.active}
      aria-expanded={node.expanded ?? undefined}
      aria-label={`${node.label}: ${summary}`}
      className={classes.item}
      onClick={props.onSelect}
    >
      <div className={classes.row} style={{ paddingLeft: 4 + (node.level - 1) * 14 }}>
        {/* For the mouse only: the treeitem itself says whether it is expanded. */}
        <span aria-hidden className={classes.chevron} onClick={props.onToggle}>
          {node.expanded !== null && (node.expanded ? <ChevronDown size={13} /> : <ChevronRight size={13} />)}
        </span>
        <span className={classes.key}>{node.label}</span>
        <span className={classes.value} title={summary}>
          {summary}
        </span>
        {node.level === 1 && (
          <span className={classes.buttons}>
            <IconButton label={t`Edit ${node.label}`} icon={Pencil} onClick={props.onEdit} />
            <IconButton label={t`Delete ${node.label}`} icon={Trash2} onClick={props.onDelete} />
          </span>
        )}
      </div>
      {props.children}
    </div>
  )
}
