const firstDelayMs = 1000
const longestDelayMs = 30_000

/** A connection that was open for so long was a good one: after it, counting begins anew. */
export const steadyMs = 10_000

/** How long to wait before connecting again for the `attempt`-th time in a row: twice as long each time. */
export function reconnectDelayMs(attempt: number): number {
  return Math.min(firstDelayMs * 2 ** (attempt - 1), longestDelayMs)
}
