import type { FaultAct } from '../../../shared/model/fault-act'
import { t } from '../../../shared/text/t'
import { formatDuration } from '../../ui/amounts'

/** What the row of a message shows of the faults that touched it. */
export interface FaultMark {
  /** `delayed 250 ms, sent twice`. */
  readonly words: string
  /** With the names of the faults: `Fault slow: delayed 250 ms`. */
  readonly name: string
}

/** The mark of a message, null where no fault did anything that its row has to show. */
export function faultMark(acts: readonly FaultAct[]): FaultMark | null {
  const words = [
    delayWords(acts),
    totalWords('throttled', acts),
    copiesWords(acts),
    has(acts, 'corrupted') ? 'corrupted' : '',
    has(acts, 'reordered') ? 'reordered' : '',
    heldBackWords(acts),
    has(acts, 'dropped') ? 'dropped' : '',
    has(acts, 'lost') ? t`not sent` : '',
  ]
  const said = words.filter((word) => word !== '').join(', ')
  if (said === '') return null
  const names = [...new Set(acts.map(({ fault }) => fault).filter((fault) => fault !== ''))]
  const who =
    names.length === 1
      ? t`Fault ${names[0] ?? ''}`
      : names.length === 0
        ? t`Fault`
        : t`Faults ${names.join(', ')}`
  return { words: said, name: `${who}: ${said}` }
}

/** Whether the client never got the message. */
export function isLostToFaults(acts: readonly FaultAct[] | undefined): boolean {
  return acts !== undefined && (has(acts, 'dropped') || has(acts, 'lost'))
}

/** The wait behind a delayed message belongs to the delay: together they say when the message goes. */
function delayWords(acts: readonly FaultAct[]): string {
  const waited = total('waited', acts)
  if (!has(acts, 'delayed')) return waited > 0 ? t`waited ${formatDuration(waited)}` : ''
  return t`delayed ${formatDuration(total('delayed', acts) + waited)}`
}

function totalWords(action: 'throttled', acts: readonly FaultAct[]): string {
  return has(acts, action) ? `${action} ${formatDuration(total(action, acts))}` : ''
}

function copiesWords(acts: readonly FaultAct[]): string {
  const copies = 1 + acts.filter(({ action }) => action === 'duplicated').length
  if (copies === 1) return ''
  return copies === 2 ? t`sent twice` : t`sent ${copies} times`
}

function heldBackWords(acts: readonly FaultAct[]): string {
  const act = acts.find((one) => one.action === 'held-back')
  if (act?.action !== 'held-back') return ''
  return act.ms === null ? t`held back` : t`held back ${formatDuration(act.ms)}`
}

function has(acts: readonly FaultAct[], action: FaultAct['action']): boolean {
  return acts.some((act) => act.action === action)
}

function total(action: 'delayed' | 'throttled' | 'waited', acts: readonly FaultAct[]): number {
  return acts.reduce((sum, act) => sum + (act.action === action ? act.ms : 0), 0)
}
