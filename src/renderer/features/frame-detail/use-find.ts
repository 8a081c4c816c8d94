import { useEffect, useEffectEvent, useState } from 'react'

/** What is searched: the lines of a JSON document, or the places in a text. */
export interface Searchable {
  find(words: string): Promise<Int32Array>
}

/** Finding in a message: what is looked for, and which of the lines or places that have it is the current one. */
export interface Find {
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

/** `show` brings a match into sight; the first one is the first from `from()` on. */
export function useFind(source: Searchable, from: () => number, show: (match: number) => void): Find {
  const [words, setWords] = useState('')
  const [found, setFound] = useState(nothing)
  const arrive = useEffectEvent((matches: Int32Array) => {
    const start = from()
    const ahead = matches.findIndex((match) => match >= start)
    const current = matches.length === 0 ? -1 : Math.max(0, ahead)
    setFound({ words, matches, current })
    const match = matches[current]
    if (match !== undefined) show(match)
  })
  useEffect(() => {
    if (words === '') {
      setFound(nothing)
      return
    }
    let wanted = true
    void source.find(words).then((matches) => wanted && arrive(matches))
    return () => {
      wanted = false
    }
  }, [source, words])

  const step = (by: 1 | -1) => {
    const { matches } = found
    const current = (found.current + by + matches.length) % matches.length
    const match = matches[current]
    if (match === undefined) return
    setFound({ ...found, current })
    show(match)
  }
  return { ...found, words, searching: found.words !== words, setWords, step }
}
