import type { Json } from '../../../shared/json'
import { pluralForm } from '../../../shared/text/plural-form'
import { t } from '../../../shared/text/t'

/** A line of a tree of JSON values. */
export interface JsonNode {
  /** Unique in the tree: the JSON of the path's steps. */
  readonly id: string
  /** Key or index, as it is shown. */
  readonly label: string
  readonly value: Json
  /** 1 for an entry itself, more for what is inside its value. */
  readonly level: number
  /** Null for a value without anything inside. */
  readonly expanded: boolean | null
}

/** Items of one array or object that are listed; the rest is said as a number. */
const listedItems = 200

/** The visible lines, with what is inside the expanded ones. */
export function jsonNodes(
  entries: Readonly<Record<string, Json>>,
  expanded: ReadonlySet<string>,
): readonly JsonNode[] {
  return Object.entries(entries).flatMap(([key, value]) => nodesOf([key], key, value, expanded))
}

function nodesOf(
  path: readonly string[],
  label: string,
  value: Json,
  expanded: ReadonlySet<string>,
): readonly JsonNode[] {
  const id = JSON.stringify(path)
  const children = childrenOf(value)
  const open = children.length > 0 && expanded.has(id)
  const node: JsonNode = {
    id,
    label,
    value,
    level: path.length,
    expanded: children.length === 0 ? null : open,
  }
  if (!open) return [node]
  const listed = children
    .slice(0, listedItems)
    .flatMap(([key, child]) => nodesOf([...path, key], key, child, expanded))
  if (children.length <= listedItems) return [node, ...listed]
  const rest: JsonNode = {
    id: JSON.stringify([...path, '…', 'rest']),
    label: '…',
    value: t`${children.length - listedItems} more`,
    level: path.length + 1,
    expanded: null,
  }
  return [node, ...listed, rest]
}

function childrenOf(value: Json): readonly (readonly [string, Json])[] {
  return value !== null && typeof value === 'object' ? Object.entries(value) : []
}

/** A value in one short line: `"text"`, `3`, `{ 2 keys }`, `[ 4 items ]`. */
export function summarizeJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const count = Object.keys(value).length
  if (Array.isArray(value))
    return count === 0 ? '[]' : `[ ${pluralForm(count, t`# item|# items`).replace('#', String(count))} ]`
  return count === 0 ? '{}' : `{ ${pluralForm(count, t`# key|# keys`).replace('#', String(count))} }`
}
