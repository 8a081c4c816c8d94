import { useEffect, useEffectEvent, useState } from 'react'
import type { SearchableJson } from './use-json-document'

/** Finding in a JSON document: what is looked for, and which of the lines that have it is the current one. */
export interface JsonFind {
  readonly words: string
  readonly matches: Int32Array
  /** Index among the matches; -1 where nothing was found. */
  readonly current: number
  /** Whether the answer is still to come. */
  readonly searching: boolean
  readonly setWords: (words: string) => void
  /** Goes to the next match, or with -1 to the previous one; around at the ends. */
  readonly step: (by: 1 | -1) => void
}

interface Found {
  readonly words: string
  readonly matches: Int32Array
  readonly current: number
}

const nothing: Found = { words: '', matches: new Int32Array(), current: -1 }

/** `show` brings a line into sight; the first match is the first one from `from()` on. */
export function useJsonFind(
  json: SearchableJson,
  from: () => number,
  show: (line: number) => void,
): JsonFind {
  const [words, setWords] = useState('')
  const [found, setFound] = useState(nothing)
  const arrive = useEffectEvent((matches: Int32Array) => {
    const start = from()
    const ahead = matches.findIndex((line) => line >= start)
    const current = matches.length === 0 ? -1 : Math.max(0, ahead)
    setFound({ words, matches, current })
    const line = matches[current]
    if (line !== undefined) show(line)
  })
  useEffect(() => {
    if (words === '') {
      setFound(nothing)
      return
    }
    let wanted = true
    void json.find(words).then((matches) => wanted && arrive(matches))
    return () => {
      wanted = false
    }
  }, [json, words])

  const step = (by: 1 | -1) => {
    const { matches } = found
    const current = (found.current + by + matches.length) % matches.length
    const line = matches[current]
    if (line === undefined) return
    setFound({ ...found, current })
    show(line)
  }
  return { ...found, words, searching: found.words !== words, setWords, step }
}
