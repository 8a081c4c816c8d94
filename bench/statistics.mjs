/** The middle one of some numbers; NaN where there are none. */
export function median(numbers) {
  return percentile(numbers, 0.5)
}

/** The number below which `share` of the others are; NaN where there are none. */
export function percentile(numbers, share) {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
