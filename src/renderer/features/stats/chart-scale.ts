/** Further apart than that, nothing was measured in between. */
const gapMs = 3500

type Values = readonly (number | null)[]

/** A round number at or above all values: 1, 2 or 5 times a power of ten. */
export function topOf(lines: readonly Values[]): number {
  let highest = 0
  for (const values of lines)
    for (const value of values) if (value !== null && value > highest) highest = value
  if (highest === 0) return 1
  const power = 10 ** Math.floor(Math.log10(highest))
  return ([1, 2, 5].find((step) => step * power >= highest) ?? 10) * power
}

/** Where a moment is on a chart that ends at `end`, from 0 at its left edge to 1 at its right one. */
export function placeOf(time: number, end: number, seconds: number): number {
  return 1 - (end - time) / (seconds * 1000)
}

/** The index of the sample nearest to a place, null without samples. */
export function sampleAt(place: number, times: readonly number[], seconds: number): number | null {
  const end = times.at(-1)
  if (end === undefined) return null
  const time = end - (1 - place) * seconds * 1000
  let nearest = 0
  for (const [index, one] of times.entries()) {
    if (Math.abs(one - time) < Math.abs((times[nearest] ?? 0) - time)) nearest = index
  }
  return nearest
}

/** An SVG path through the values in a box; gaps where there are none. A value on its own is a dot. */
export function linePath(
  values: Values,
  times: readonly number[],
  { seconds, top, width, height }: { seconds: number; top: number; width: number; height: number },
): string {
  const end = times.at(-1) ?? 0
  const parts: string[] = []
  let before: number | null = null
  for (const [index, value] of values.entries()) {
    const time = times[index]
    if (value === null || time === undefined) {
      before = null
      continue
    }
    const x = (placeOf(time, end, seconds) * width).toFixed(1)
    const y = ((1 - value / top) * (height - 2) + 1).toFixed(1)
    const isJoined = before !== null && time - before < gapMs
    parts.push(isJoined ? `L${x},${y}` : `M${x},${y}h0`)
    before = time
  }
  return parts.join('')
}
