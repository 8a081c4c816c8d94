/** Notes of the marked entries by sequence number. */
export type TrafficMarks = ReadonlyMap<number, string>

/** With the entry marked, or with its mark and note gone. */
export function toggleMark(marks: TrafficMarks, seq: number): TrafficMarks {
  const next = new Map(marks)
  if (!next.delete(seq)) next.set(seq, '')
  return next
}

/** With a note on the entry, which marks it. */
export function withNote(marks: TrafficMarks, seq: number, note: string): TrafficMarks {
  return new Map(marks).set(seq, note.trim())
}

/** The marked entry after (`1`) or before (`-1`) `seq`, beginning anew at the other end; null where none is. */
export function nextMark(marks: TrafficMarks, seq: number | null, step: 1 | -1): number | null {
  const seqs = [...marks.keys()].sort((a, b) => (a - b) * step)
  const beyond = seq === null ? undefined : seqs.find((mark) => (mark - seq) * step > 0)
  return beyond ?? seqs[0] ?? null
}
