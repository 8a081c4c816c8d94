import { Button } from '@mantine/core'
import { Plus } from 'lucide-react'
import { type KeyboardEvent, useId, useMemo, useState } from 'react'
import type { Json } from '../../../shared/json'
import { t } from '../../../shared/text/t'
import { moveMarker } from '../../ui/list-keys'
import classes from './json-entries.module.css'
import { JsonEntryRow } from './json-entry-row'
import { type JsonNode, jsonNodes } from './json-nodes'
import { JsonValueForm } from './json-value-form'
import { NewEntryForm } from './new-entry-form'

export interface JsonEntriesProps {
  /** The tree's accessible name. */
  readonly label: string
  readonly entries: Readonly<Record<string, Json>>
  /** Stands where there is no entry. */
  readonly empty: string
  readonly onSet: (key: string, value: Json) => Promise<boolean>
  readonly onDelete: (key: string) => Promise<boolean>
}

/** Keys with JSON values, as a tree in which values are edited in their place. */
export function JsonEntries({ label, entries, empty, onSet, onDelete }: JsonEntriesProps) {
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set())
  const [active, setActive] = useState<string | null>(null)
  const [editing, setEditing] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  const nodes = useMemo(() => jsonNodes(entries, expanded), [entries, expanded])
  const base = useId()
  const index = nodes.findIndex(({ id }) => id === active)

  const toggle = (node: JsonNode) => {
    if (node.expanded === null) return
    const next = new Set(expanded)
    if (node.expanded) next.delete(node.id)
    else next.add(node.id)
    setExpanded(next)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    const node = nodes[index]
    if (node?.expanded === (event.key === 'ArrowLeft') && /^Arrow(Left|Right)$/.test(event.key)) toggle(node)
    if (node?.level === 1 && event.key === 'Enter') setEditing(node.id)
    if (node?.level === 1 && event.key === 'Delete') void onDelete(node.label)
    const target = moveMarker(event.key, { active: index, count: nodes.length, page: 10 })
    if (target === null) return
    event.preventDefault()
    setActive(nodes[target]?.id ?? null)
  }

  return (
    <div className={classes.entries}>
      {nodes.length === 0 && <p className={classes.empty}>{empty}</p>}
      {nodes.length > 0 && (
        <div
          role="tree"
          aria-label={label}
          aria-activedescendant={index < 0 ? undefined : `${base}-${index}`}
          tabIndex={0}
          className={classes.tree}
          onKeyDown={onKeyDown}
        >
          {nodes.map((node, position) => (
            <JsonEntryRow
              key={node.id}
              id={`${base}-${position}`}
              node={node}
              active={node.id === active}
              onSelect={() => setActive(node.id)}
              onToggle={() => toggle(node)}
              onEdit={() => setEditing(node.id)}
              onDelete={() => void onDelete(node.label)}
            >
              {node.id === editing && (
                <JsonValueForm
                  label={t`Value of ${node.label}`}
                  value={node.value}
                  onSave={(value) => onSet(node.label, value)}
                  onCancel={() => setEditing(null)}
                />
              )}
            </JsonEntryRow>
          ))}
        </div>
      )}
      {adding ? (
        <NewEntryForm entries={entries} onSave={onSet} onCancel={() => setAdding(false)} />
      ) : (
        <Button
          variant="subtle"
          size="compact-xs"
          className={classes.add}
          leftSection={<Plus size={12} aria-hidden />}
          onClick={() => setAdding(true)}
        >
          {t`Add key`}
        </Button>
      )}
    </div>
  )
}
