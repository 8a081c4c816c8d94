import { keptSeconds, type SeriesName, seriesNames } from '../../../shared/model/statistics'

/** The values of one second; NaN where there is nothing to say. */
export type Sample = Readonly<Record<SeriesName, number>>

/** The samples of the last ten minutes, as flat numbers: there may be a hundred paths. */
export class SampleRing {
  readonly #times = new Float64Array(keptSeconds)
  readonly #values = new Float32Array(keptSeconds * seriesNames.length)
  /** Ever added. */
  #count = 0

  add(at: number, sample: Sample): void {
    const slot = this.#count % keptSeconds
    this.#times[slot] = at
    for (const [column, name] of seriesNames.entries()) {
      this.#values[slot * seriesNames.length + column] = sample[name]
    }
    this.#count += 1
  }

  /** The newest `seconds` samples that are not later than `until`, in milliseconds since the epoch. */
  read(
    seconds: number,
    until = Number.POSITIVE_INFINITY,
  ): {
    readonly times: readonly number[]
    readonly series: Readonly<Record<SeriesName, readonly (number | null)[]>>
  } {
    const slots: number[] = []
    const oldest = Math.max(0, this.#count - keptSeconds)
    for (let at = this.#count - 1; at >= oldest && slots.length < seconds; at -= 1) {
      const slot = at % keptSeconds
      if ((this.#times[slot] ?? 0) <= until) slots.push(slot)
    }
    slots.reverse()
    const columns = seriesNames.map((name, column) => [
      name,
      slots.map((slot) => knownOrNull(this.#values[slot * seriesNames.length + column])),
    ])
    return {
      times: slots.map((slot) => this.#times[slot] ?? 0),
      // `fromEntries` forgets which names there are: all of them.
      series: Object.fromEntries(columns) as Record<SeriesName, (number | null)[]>,
    }
  }
}

function knownOrNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value
}
