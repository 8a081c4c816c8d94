import { useMemo } from 'react'
import { useAppStore } from '../../stores/app-store-context'

/** Notes of the marked entries by sequence number, '' for a mark without a note. */
export function useTrafficMarks(): ReadonlyMap<number, string> {
  const marks = useAppStore((state) => state.marks)
  return useMemo(() => new Map(marks.map(({ seq, note }) => [seq, note])), [marks])
}
