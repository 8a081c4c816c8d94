import type { SeqRange } from '../../../shared/model/traffic'

/**
 * The selected entries. Ranges of sequence numbers, because a selection may have a million rows of which the
 * window holds a few hundred: what of a range the list shows is selected.
 */
export interface TrafficSelection {
  /** Ascending, apart from each other. */
  readonly ranges: readonly SeqRange[]
  /** Where a range that is extended begins. */
  readonly anchor: number
  /** The entry that the marker stands on and that the Message region shows. */
  readonly lead: number
}

/** How a click or a key changes the selection: replaces it, extends it from its anchor, adds or removes one. */
export type SelectHow = 'only' | 'extend' | 'toggle'

/** The selection after `seq` was chosen in one of the three ways. */
export function selectEntry(before: TrafficSelection | null, seq: number, how: SelectHow): TrafficSelection {
  if (before === null || how === 'only') return { ranges: [{ from: seq, to: seq }], anchor: seq, lead: seq }
  if (how === 'extend') {
    const { anchor } = before
    return { ranges: [{ from: Math.min(anchor, seq), to: Math.max(anchor, seq) }], anchor, lead: seq }
  }
  return { ranges: toggled(before.ranges, seq), anchor: seq, lead: seq }
}

/** Everything up to the newest entry; those that come later are not selected. */
export function selectAll(lead: number, newest: number): TrafficSelection {
  return { ranges: [{ from: 0, to: newest }], anchor: 0, lead }
}

/** Whether the entry is selected. */
export function isSelected(selection: TrafficSelection | null, seq: number): boolean {
  return selection?.ranges.some(({ from, to }) => from <= seq && seq <= to) ?? false
}

/** Whether there may be more than one row in the selection. */
export function isMultiple({ ranges }: TrafficSelection): boolean {
  return ranges.length > 1 || ranges.some(({ from, to }) => to > from)
}

/** The selection where `lead` is the entry that is shown: one that was chosen elsewhere stands alone. */
export function selectionAt(
  selection: TrafficSelection | null,
  lead: number | null,
): TrafficSelection | null {
  if (lead === null) return null
  return selection?.lead === lead ? selection : selectEntry(null, lead, 'only')
}

function toggled(ranges: readonly SeqRange[], seq: number): readonly SeqRange[] {
  const around = ranges.find(({ from, to }) => from <= seq && seq <= to)
  const others = ranges.filter((range) => range !== around)
  const parts = around
    ? [
        { from: around.from, to: seq - 1 },
        { from: seq + 1, to: around.to },
      ]
    : [{ from: seq, to: seq }]
  return [...others, ...parts.filter(({ from, to }) => from <= to)].sort((a, b) => a.from - b.from)
}
