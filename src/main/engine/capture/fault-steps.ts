import { closeCodes } from '../../../shared/close-frame'
import type { Corruption, FaultAct } from '../../../shared/model/fault-act'
import type { Payload } from '../../../shared/model/message'
import type { WhyStep } from '../../../shared/model/traffic'
import { corrupted, uncorrupted } from '../faults/corrupt-payload'

/** A body, or the beginning of one, as the client got it where a fault corrupted it; else as it is. */
export function afterFaults<P extends Payload | null>(
  payload: P,
  acts: readonly FaultAct[] | null,
): P | Payload {
  const act = acts === null ? undefined : acts.find(isCorruption)
  return act === undefined || payload === null ? payload : corrupted(payload, act.corruption)
}

/** The body that was sent, where the one that the client got is known. */
export function beforeFaults(payload: Payload, acts: readonly FaultAct[]): Payload {
  const act = acts.find(isCorruption)
  return act === undefined ? payload : uncorrupted(payload, act.corruption)
}

/** Whether the client got another body than the one that was sent. */
export function isCorrupted(acts: readonly FaultAct[] | null): boolean {
  return acts?.some(isCorruption) ?? false
}

function isCorruption(act: FaultAct): act is Extract<FaultAct, { readonly action: 'corrupted' }> {
  return act.action === 'corrupted'
}

/** How many bytes more the client got than were sent. */
export function addedBytes(acts: readonly FaultAct[] | null, isText: boolean): number {
  const act = acts === null ? undefined : acts.find(isCorruption)
  if (act === undefined) return 0
  const { was, became } = act.corruption
  return isText ? Buffer.byteLength(became) - Buffer.byteLength(was) : (became.length - was.length) / 2
}

/** What each fault did, as steps of the answer to "why". */
export function faultSteps(acts: readonly FaultAct[]): readonly WhyStep[] {
  return acts.map((act) => ({
    actor: act.fault === '' ? 'faults' : `fault ${act.fault}`,
    outcome: outcomeOf(act),
    durationMs: 'ms' in act ? act.ms : null,
  }))
}

function outcomeOf(act: FaultAct): string {
  switch (act.action) {
    case 'delayed':
      return 'delayed it'
    case 'throttled':
      return 'throttled it: so many bytes a second get through'
    case 'waited':
      return 'it waited behind an earlier message that is delayed'
    case 'dropped':
      return 'dropped it: the client did not get it'
    case 'duplicated':
      return 'sent it twice'
    case 'corrupted':
      return `corrupted it: ${corruptionWords(act.corruption)}`
    case 'held-back':
      return act.ms === null
        ? 'holds it back for the next message to go first'
        : 'held it back, but no message came to go first'
    case 'reordered':
      return 'reordered it: the next message went first'
    case 'disconnected':
      return act.code === closeCodes.abnormal
        ? 'dropped the connection behind it, without a close frame'
        : `closed the connection behind it with ${act.code}`
    case 'lost':
      return 'it was not sent: the connection ended before its turn came'
    default:
      return act satisfies never
  }
}

/** `"a" became "\ufffd" at offset 12`. */
function corruptionWords({ at, was, became }: Corruption): string {
  return `${JSON.stringify(was)} became ${JSON.stringify(became)} at offset ${at}`
}
