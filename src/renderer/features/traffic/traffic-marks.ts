import type { EntryMark } from '../../../shared/model/entry-mark'

/** The marked entry after (`1`) or before (`-1`) `seq`, beginning anew at the other end; null where none is. */
export function nextMark(marks: readonly EntryMark[], seq: number | null, step: 1 | -1): number | null {
  const seqs = marks.map((mark) => mark.seq).sort((a, b) => (a - b) * step)
  const beyond = seq === null ? undefined : seqs.find((mark) => (mark - seq) * step > 0)
  return beyond ?? seqs[0] ?? null
}
