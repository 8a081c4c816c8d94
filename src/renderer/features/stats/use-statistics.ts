import { useEffect, useState } from 'react'
import { type SeriesName, type StatisticsHistory, seriesNames } from '../../../shared/model/statistics'
import { request } from '../../ipc/bridge'

const intervalMs = 1000

/** Spans that can be chosen, in seconds. */
export const spans = [120, 600] as const

/** What of the statistics is looked at. */
export interface StatisticsChoice {
  /** Null for all paths. */
  readonly pathId: number | null
  readonly seconds: (typeof spans)[number]
}

export interface Statistics {
  readonly choice: StatisticsChoice
  /** Of the choice, or for a moment still of the one before. */
  readonly history: StatisticsHistory
  /** The newest second that is shown while the view is paused, in milliseconds since the epoch; else null. */
  readonly pausedAt: number | null
  choose(choice: Partial<StatisticsChoice>): void
  togglePause(): void
}

interface View {
  readonly choice: StatisticsChoice
  readonly history: StatisticsHistory
}

const initialChoice: StatisticsChoice = { pathId: null, seconds: 120 }
const nothing: StatisticsHistory = {
  pathId: null,
  paths: [],
  totals: { received: 0, sent: 0, toUpstream: 0, fromUpstream: 0, receivedBytes: 0, sentBytes: 0 },
  times: [],
  // `fromEntries` forgets which names there are: all of them.
  series: Object.fromEntries(seriesNames.map((name) => [name, []])) as unknown as Record<SeriesName, []>,
}

/**
 * The figures that main keeps, asked for once a second while they are shown. Pausing stops the asking, not the
 * measuring; another path is then shown up to the same second.
 */
export function useStatistics(shown: boolean): Statistics {
  const [choice, setChoice] = useState(initialChoice)
  const [pausedAt, setPausedAt] = useState<number | null>(null)
  const [view, setView] = useState<View>({ choice: initialChoice, history: nothing })
  const isFrozen = pausedAt !== null && view.choice === choice

  useEffect(() => {
    if (!shown || isFrozen) return undefined
    let isWanted = true
    const read = async (): Promise<void> => {
      const history = await request('statistics.history', { ...choice, until: pausedAt })
      if (!isWanted) return
      setView({ choice, history })
      // The path has given its place away.
      if (history.pathId !== choice.pathId) setChoice({ ...choice, pathId: history.pathId })
    }
    // What is shown stays until the next second's reading.
    const readOrKeep = (): void => void read().catch(() => undefined)
    readOrKeep()
    const timer = pausedAt === null ? setInterval(readOrKeep, intervalMs) : undefined
    return () => {
      isWanted = false
      clearInterval(timer)
    }
  }, [shown, isFrozen, choice, pausedAt])

  return {
    choice,
    history: view.history,
    pausedAt,
    choose: (changes) => setChoice({ ...choice, ...changes }),
    togglePause: () => setPausedAt(pausedAt === null ? (view.history.times.at(-1) ?? Date.now()) : null),
  }
}
