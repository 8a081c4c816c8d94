import type { Fault } from '../../../shared/model/workspace'
import { t } from '../../../shared/text/t'

/** The fields that hold a number, as they are labelled; those of a part that does nothing are empty. */
export const faultNumbers = {
  latencyMean: { label: t`Latency (ms)`, min: 0, max: 60_000 },
  latencySpread: { label: t`Spread (ms)`, min: 0, max: 60_000 },
  latencyMin: { label: t`At least (ms)`, min: 0, max: 60_000 },
  latencyMax: { label: t`At most (ms)`, min: 0, max: 60_000 },
  drop: { label: t`Lose (%)`, min: 0, max: 100 },
  duplicate: { label: t`Double (%)`, min: 0, max: 100 },
  reorder: { label: t`Reorder (%)`, min: 0, max: 100 },
  corrupt: { label: t`Corrupt (%)`, min: 0, max: 100 },
  throttle: { label: t`Throttle (bytes/s)`, min: 1, max: 1_000_000_000 },
  disconnectAfter: { label: t`Disconnect after (messages)`, min: 1, max: 1_000_000_000, whole: true },
  closeCode: { label: t`Close code`, min: 1000, max: 4999, whole: true },
  refuseUpgrade: { label: t`Refuse with status`, min: 400, max: 599, whole: true },
  stallUpgradeMs: { label: t`Stall handshake (ms)`, min: 1, max: 600_000, whole: true },
} as const satisfies Readonly<Record<string, NumberField>>

interface NumberField {
  readonly label: string
  readonly min: number
  readonly max: number
  readonly whole?: true
}

export type FaultNumber = keyof typeof faultNumbers
/** A fault as the dialog's fields hold it: whatever was typed, right or wrong. */
export type FaultDraft = Readonly<Record<'name' | 'path' | FaultNumber, string>>
export type FaultProblems = Readonly<Partial<Record<keyof FaultDraft, string>>>

// `Object.keys` forgets which keys they are.
const numberNames = Object.keys(faultNumbers) as readonly FaultNumber[]

/** What the dialog starts with. */
export function draftOf(fault: Fault): FaultDraft {
  const { latencyMs } = fault
  return {
    name: fault.name,
    path: fault.path,
    latencyMean: written(latencyMs?.mean),
    latencySpread: written(latencyMs?.stddev),
    latencyMin: written(latencyMs?.min),
    latencyMax: written(latencyMs?.max),
    drop: percent(fault.drop),
    duplicate: percent(fault.duplicate),
    reorder: percent(fault.reorder),
    corrupt: percent(fault.corrupt),
    throttle: written(fault.throttle),
    disconnectAfter: written(fault.disconnectAfter),
    closeCode: written(fault.closeCode),
    refuseUpgrade: written(fault.refuseUpgrade),
    stallUpgradeMs: written(fault.stallUpgradeMs),
  }
}

/** What is wrong with the draft, by field; empty when nothing is. */
export function faultProblems(draft: FaultDraft, otherNames: readonly string[]): FaultProblems {
  const problems: (readonly [keyof FaultDraft, string | null])[] = [
    ['name', nameProblem(draft.name.trim(), otherNames)],
    ['path', pathProblem(draft.path.trim())],
    ...numberNames.map((name) => [name, numberProblem(draft[name], faultNumbers[name])] as const),
  ]
  const found = Object.fromEntries(problems.filter(([, problem]) => problem !== null))
  const { latencyMin, latencyMax } = draft
  if (Object.keys(found).length > 0 || latencyMin === '' || latencyMax === '') return found
  return Number(latencyMin) > Number(latencyMax) ? { latencyMax: t`Less than the least` } : {}
}

/** The fault that the draft stands for. Call it only when there is no problem. */
export function faultOf(draft: FaultDraft, enabled: boolean): Fault {
  const number = (name: FaultNumber) => (draft[name].trim() === '' ? null : Number(draft[name]))
  const share = (name: FaultNumber) => Number(((number(name) ?? 0) / 100).toPrecision(12))
  const mean = number('latencyMean')
  return {
    name: draft.name.trim(),
    enabled,
    path: draft.path.trim(),
    latencyMs:
      mean === null
        ? null
        : {
            mean,
            stddev: number('latencySpread') ?? 0,
            min: number('latencyMin') ?? 0,
            max: number('latencyMax') ?? 60_000,
          },
    drop: share('drop'),
    duplicate: share('duplicate'),
    reorder: share('reorder'),
    corrupt: share('corrupt'),
    throttle: number('throttle'),
    disconnectAfter: number('disconnectAfter'),
    closeCode: number('closeCode') ?? 1011,
    refuseUpgrade: number('refuseUpgrade'),
    stallUpgradeMs: number('stallUpgradeMs'),
  }
}

function written(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : String(value)
}

function percent(probability: number): string {
  return probability === 0 ? '' : String(Number((probability * 100).toPrecision(12)))
}

function nameProblem(name: string, otherNames: readonly string[]): string | null {
  if (name === '') return t`A fault needs a name`
  return otherNames.includes(name) ? t`Another fault is named “${name}”` : null
}

function pathProblem(path: string): string | null {
  if (!path.startsWith('/')) return t`A path starts with /, for instance /ws/*`
  const isPlain = path
    .split('/')
    .every((part) => part === '*' || /^:[\p{L}_$][\p{L}\d_$]*$/u.test(part) || !/[*:{}\\]/.test(part))
  return isPlain ? null : t`* and :name can only stand for whole parts of the path: /ws/*, /ws/:id`
}

function numberProblem(text: string, { min, max, whole }: NumberField): string | null {
  if (text.trim() === '') return null
  const value = Number(text)
  const isGood = value >= min && value <= max && (whole === undefined || Number.isInteger(value))
  return isGood ? null : whole ? t`A whole number from ${min} to ${max}` : t`A number from ${min} to ${max}`
}
