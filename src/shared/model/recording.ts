import { z } from 'zod'
import { faultActSchema } from './fault-act'
import { directions, origins, trafficKinds } from './traffic'

/**
 * A recording is JSON Lines: a header, a line per entry, and an end that a crash leaves out.
 *
 *     {"understudy":"recording","version":1,"startedAt":"2026-11-22T22:17:01.000Z","workspace":"my-mocks"}
 *     {"t":0.41,"seq":7,"kind":"open","direction":"none","origin":"client","connection":"c1","path":"/ws",…}
 *     {"t":8.02,"seq":8,"kind":"text","direction":"from-client",…,"text":"ping"}
 *     {"end":true,"t":12.5,"entries":2}
 *
 * Readers leave out what they don't know; a change that older readers would misread raises the version.
 */
export const recordingVersion = 1

/** Folder of a workspace with its recordings, and the ending of their names. */
export const recordingsFolder = 'recordings'
export const recordingEnding = '.jsonl'

export const recordingHeaderSchema = z.object({
  understudy: z.literal('recording'),
  version: z.number().int().min(1),
  startedAt: z.iso.datetime(),
  workspace: z.string().default(''),
})
export type RecordingHeader = z.infer<typeof recordingHeaderSchema>

const handshakeSchema = z.object({
  query: z.string().default(''),
  subprotocol: z.string().default(''),
  headers: z.record(z.string(), z.string()).default({}),
  /** Set where the connection was open before the recording began. */
  before: z.literal(true).optional(),
})
export type RecordedHandshake = z.infer<typeof handshakeSchema>

export const recordedEntrySchema = z.object({
  /** Milliseconds since the recording began, with fractions. */
  t: z.number(),
  /** Number of the entry in its session: what `cause` refers to. What no session captured has none. */
  seq: z.number().int().min(1).optional(),
  kind: z.enum(trafficKinds),
  direction: z.enum(directions),
  origin: z.enum(origins),
  /** `c1`; null for a refused handshake. */
  connection: z.string().nullable(),
  path: z.string(),
  /** The body of a text message, or the words of an event. */
  text: z.string().optional(),
  /** The body of a binary message, a ping or a pong. */
  base64: z.string().optional(),
  /** Close code or HTTP status. */
  code: z.number().int().optional(),
  reason: z.string().optional(),
  /** The entry that this one answers. */
  cause: z.number().int().min(1).optional(),
  /** What faults did to a message to a client, as far as was known when it was sent; its body is the one that was sent. */
  faults: z.array(faultActSchema).optional().catch(undefined),
  handshake: handshakeSchema.optional(),
})
export type RecordedEntry = z.infer<typeof recordedEntrySchema>

export const recordingEndSchema = z.object({ end: z.literal(true) })

/** A recording that was brought to its end. */
export interface FinishedRecording {
  readonly name: string
  readonly entries: number
  readonly bytes: number
  /** Why it ended before it was stopped, or null. */
  readonly problem: string | null
}

export type RecorderStatus =
  | { readonly state: 'off'; readonly last: FinishedRecording | null }
  | { readonly state: 'on'; readonly name: string; readonly entries: number; readonly bytes: number }

/** Long work on a recording; one at a time. */
export interface RecordingJob {
  /** `Opening a.jsonl`. */
  readonly title: string
  /** From 0 to 1. */
  readonly done: number
}

/** Instant is a factor of its own: everything at once, in order. */
export const replaySpeeds = [0.5, 1, 2, 10, 'instant'] as const
export type ReplaySpeed = (typeof replaySpeeds)[number]

export interface ReplayStatus {
  readonly recording: string
  /** `c3`, or `new connections on /ws`. */
  readonly target: string
  readonly speed: ReplaySpeed
  readonly state: 'running' | 'paused' | 'done'
  /** Messages sent so far. */
  readonly sent: number
  /** Why it ended early, or null. */
  readonly problem: string | null
}

export const replayTargetSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('connection'), connection: z.string().regex(/^c\d+$/) }),
  /** Every connection that is opened from now on on the recorded connection's path. */
  z.object({ type: z.literal('new') }),
])
export type ReplayTarget = z.infer<typeof replayTargetSchema>

/** What is going on with recordings, as the window shows it. */
export interface RecordingActivity {
  readonly recorder: RecorderStatus
  readonly job: RecordingJob | null
  readonly replay: ReplayStatus | null
  /** Grows when the list of recordings may be another one. */
  readonly changes: number
}

/** A line of the list of recordings. */
export interface RecordingSummary {
  readonly name: string
  readonly bytes: number
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number
}

/** A connection of a recording. */
export interface RecordedConnection {
  readonly id: string
  readonly path: string
  /** Messages to the client: what a replay sends. */
  readonly sent: number
  readonly received: number
}

/** What the window shows of a recording that it has opened. */
export interface RecordingContents {
  readonly name: string
  readonly startedAt: string
  readonly entries: number
  readonly durationMs: number
  /** It has no end: the app was ended while it recorded. */
  readonly cutOff: boolean
  readonly connections: readonly RecordedConnection[]
}

/** The name of a recording's file: no folders, no names that some system can't have. */
export const recordingNameSchema = z
  .string()
  .max(200)
  .regex(/^[^\\/:*?"<>|.\p{Cc}][^\\/:*?"<>|\p{Cc}]*\.jsonl$/u, {
    error: 'a recording is called NAME.jsonl, without folders and without \\ / : * ? " < > |',
  })
