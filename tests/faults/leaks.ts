/** What keeps this process busy and who listens to it, counted by name. */
export function resourceCounts(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  const count = (name: string, by: number): void => {
    counts[name] = (counts[name] ?? 0) + by
  }
  for (const name of process.getActiveResourcesInfo()) count(name, 1)
  for (const event of process.eventNames())
    count(`process.on(${String(event)})`, process.listenerCount(event))
  return counts
}

/** What there is more of than before, in words. */
export function leaksSince(before: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(resourceCounts())
    .filter(([name, count]) => count > (before[name] ?? 0))
    .map(([name, count]) => `${name}: ${before[name] ?? 0} before, ${count} after`)
}
