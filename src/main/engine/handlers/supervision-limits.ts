/** Limits under which handler code runs. */
export interface SupervisionLimits {
  /** A worker that takes in no batch for this long is blocked. */
  readonly receiptTimeoutMs: number
  /** Ends in a row on the same code after which handlers pause. */
  readonly restartsBeforePause: number
  /** Running this long without an end makes the next end the first in a row again. */
  readonly healthyAfterMs: number
  readonly heapLimitMb: number
  /** How long older code may finish what it has received before newer code takes over. */
  readonly drainTimeoutMs: number
  /** How long the top level of the handler files may take. */
  readonly loadTimeoutMs: number
  /** How long `onUpgrade` may take before the client gets 503. */
  readonly upgradeTimeoutMs: number
  /** How long older code may take to end by itself once nothing is left to do. */
  readonly stopGraceMs: number
}

export const defaultSupervisionLimits: SupervisionLimits = {
  receiptTimeoutMs: 1000,
  restartsBeforePause: 3,
  healthyAfterMs: 30_000,
  heapLimitMb: 256,
  drainTimeoutMs: 5000,
  loadTimeoutMs: 10_000,
  upgradeTimeoutMs: 10_000,
  stopGraceMs: 1000,
}
