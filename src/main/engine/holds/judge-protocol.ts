import type { DataType, Payload } from '../../../shared/model/message'
import type { Breakpoint } from '../../../shared/model/workspace'

/** A breakpoint's pattern under a number that is never used for another one. */
export interface JudgedPattern {
  readonly id: number
  readonly filter: Breakpoint['message']
}

/** A message to be held against patterns, in their order. */
export interface JudgeQuestion {
  readonly question: number
  readonly patterns: readonly number[]
  readonly type: DataType
  readonly payload: Payload
}

export type ToJudge =
  | { readonly type: 'patterns'; readonly patterns: readonly JudgedPattern[] }
  | { readonly type: 'questions'; readonly questions: readonly JudgeQuestion[] }

export type FromJudge =
  /** Pairs: question, the first pattern that matches or 0. */
  | { readonly type: 'answers'; readonly answers: readonly number[] }
  | { readonly type: 'bad-pattern'; readonly pattern: number; readonly message: string }

/** Shared memory, as Int32: the question and the pattern that are being looked at, 0 for none. */
export const judgeSlots = { question: 0, pattern: 1 } as const
export const judgeProgressBytes = 8

/** `workerData` of the breakpoint worker. */
export interface JudgeWorkerData {
  readonly progress: SharedArrayBuffer
}
