import type { ConsoleLine } from '../../../shared/model/handlers'
import type { LoggedValue } from '../../../shared/model/logged-value'

/** A row of the tree that a line of the console with values is. */
export interface ConsoleNode {
  /** Unique in the console. */
  readonly id: string
  /** Key or index; '' for the line itself and for what was not kept. */
  readonly label: string
  readonly text: string
  readonly kind: 'line' | 'value' | 'rest'
  readonly level: number
  /** Null for what has nothing inside. */
  readonly expanded: boolean | null
}

/** The visible rows: the line's text in one row, below it what is inside of its values where expanded. */
export function consoleNodes(
  { id, text, values = [] }: Pick<ConsoleLine, 'id' | 'text' | 'values'>,
  expanded: ReadonlySet<string>,
): readonly ConsoleNode[] {
  const root = String(id)
  const line = { id: root, label: '', text, kind: 'line', level: 1, expanded: expanded.has(root) } as const
  if (!line.expanded) return [line]
  const [only] = values
  // One value is the line: its members need no row of their own in between.
  const inside =
    only && values.length === 1
      ? insideOf(only, root, 2, expanded)
      : values.flatMap((value, index) => nodesOf(`${index + 1}`, value, `${root}/${index}`, 2, expanded))
  return [line, ...inside]
}

function nodesOf(
  label: string,
  value: LoggedValue,
  id: string,
  level: number,
  expanded: ReadonlySet<string>,
): readonly ConsoleNode[] {
  const leaf = value.entries.length === 0 && value.rest === ''
  const open = !leaf && expanded.has(id)
  const node: ConsoleNode = {
    id,
    label,
    text: value.preview,
    kind: 'value',
    level,
    expanded: leaf ? null : open,
  }
  return open ? [node, ...insideOf(value, id, level + 1, expanded)] : [node]
}

function insideOf(
  value: LoggedValue,
  id: string,
  level: number,
  expanded: ReadonlySet<string>,
): readonly ConsoleNode[] {
  const entries = value.entries.flatMap(({ label, value: member }, index) =>
    nodesOf(label, member, `${id}/${index}`, level, expanded),
  )
  if (value.rest === '') return entries
  return [...entries, { id: `${id}/rest`, label: '', text: value.rest, kind: 'rest', level, expanded: null }]
}
