import { useEffect, useRef, useState } from 'react'
import { messageOf } from '../../../shared/errors'
import type { RecordedEntry, RecordingContents } from '../../../shared/model/recording'
import { request } from '../../ipc/bridge'
import { notifyError } from '../../ui/perform'

const chunk = 100
/** Chunks that are kept; those around the reader are among them. */
const keptChunks = 40

/** The entry at an index; undefined while it is fetched. */
export function useRecordedEntries({
  name,
  entries,
}: RecordingContents): (index: number) => RecordedEntry | undefined {
  const chunks = useRef(new Map<number, readonly RecordedEntry[] | 'asked'>())
  const isShown = useRef(true)
  const [, redraw] = useState(0)
  useEffect(() => {
    isShown.current = true
    return () => {
      isShown.current = false
    }
  }, [])
  const ask = async (number: number) => {
    chunks.current.set(number, 'asked')
    for (const old of chunks.current.keys()) if (chunks.current.size > keptChunks) chunks.current.delete(old)
    try {
      const found = await request('recordings.entries', { name, from: number * chunk, count: chunk })
      chunks.current.set(number, found)
      redraw((times) => times + 1)
    } catch (error) {
      // Whoever has left the recording does not miss its entries.
      if (isShown.current) notifyError(messageOf(error))
    }
  }
  return (index) => {
    if (index < 0 || index >= entries) return undefined
    const number = Math.floor(index / chunk)
    const known = chunks.current.get(number)
    if (known === undefined) void ask(number)
    return known === undefined || known === 'asked' ? undefined : known[index % chunk]
  }
}
