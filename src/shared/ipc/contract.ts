import { z } from 'zod'
import { isSendableCloseCode, maxReasonBytes, sendableCloseCodes } from '../close-frame'
import { jsonSchema } from '../json'
import {
  type ClientId,
  clientDraftSchema,
  clientMessageKinds,
  clientOptionsSchema,
  maxRememberedLength,
  type SentTexts,
} from '../model/client'
import type { RoomMove } from '../model/connection'
import { maxNoteLength } from '../model/entry-mark'
import type { Draft } from '../model/handlers'
import type { HeldBody } from '../model/hold'
import { editedMessageSchema, outgoingMessageSchema } from '../model/message'
import { preferenceChangesSchema, zoomChanges } from '../model/preferences'
import {
  type FinishedRecording,
  type RecordedEntry,
  type RecordingContents,
  type RecordingSummary,
  recordingNameSchema,
  replaySpeeds,
  replayTargetSchema,
} from '../model/recording'
import { composedBodySchema, composedMessageSchema, savedMessageSchema } from '../model/saved-message'
import { keptSeconds, type StatisticsHistory } from '../model/statistics'
import {
  copyFormats,
  seqRangeSchema,
  type TrafficDetail,
  type TrafficRow,
  type TrafficTail,
  trafficFilterSchema,
} from '../model/traffic'
import {
  breakpointSchema,
  faultSchema,
  holdingSchema,
  pairingSchema,
  passthroughRuleSchema,
  scenarioSchema,
  serverChangesSchema,
} from '../model/workspace'
import { utf8Length } from '../utf8'
import type { requestNames } from './channels'
import type { AboutApp, Snapshot } from './snapshot'

/**
 * Every request that the window may make of the main process: name → validated input and the type of
 * the answer. The preload's bridge, the router and the renderer's client are all derived from it.
 */
interface Request<I extends z.ZodType, O> {
  readonly input: I
  /** Type only: answers come from our own main process and are not validated. */
  readonly output?: O
}

function request<O>() {
  return <I extends z.ZodType>(input: I): Request<I, O> => ({ input })
}

const nothing = z.undefined()
const name = z.string().min(1).max(500)
const folder = z.string().min(1).max(32_000)
const sourceText = z.string().max(5_000_000)
const closeCode = z.number().refine(isSendableCloseCode, { error: `a close code is ${sendableCloseCodes}` })
const connection = z.string().regex(/^c\d+$/)
const client = z.number().int().min(1)
const ranges = z.array(seqRangeSchema).max(10_000)
const heldId = z.number().int().min(1)
const handlerPath = z
  .string()
  .regex(/^handlers\/(?!.*(?:^|\/)\.\.?(?:\/|$))[^\\:*?"<>|]+\.(?:ts|js|mts|mjs)$/, {
    error: 'a handler file is a .ts or .js file inside handlers/',
  })
const messageFile = z.string().regex(/^messages\/[^\\/:*?"<>|]+\.json$/, {
  error: 'a saved message is a .json file in messages/',
})

const replaySpeed = z.literal(replaySpeeds)

export const contract = {
  /** Everything the window shows, and the push number that it is valid for. */
  'app.snapshot': request<Snapshot>()(nothing),
  'app.copyText': request<void>()(z.string().max(50_000_000)),
  'app.about': request<AboutApp>()(nothing),
  'preferences.set': request<void>()(preferenceChangesSchema),
  /** By one step, from what it is by then: presses may come faster than the window learns of them. */
  'window.zoom': request<void>()(z.enum(zoomChanges)),
  'window.toggleFullScreen': request<void>()(nothing),

  'server.start': request<void>()(nothing),
  'server.stop': request<void>()(nothing),
  /** Writes the port to the workspace and restarts. */
  'server.setPort': request<void>()(z.number().int().min(0).max(65535)),
  /** Writes these settings to the workspace; the server restarts where it has to listen in another way. */
  'server.configure': request<void>()(serverChangesSchema),
  'server.allowOrigin': request<void>()(z.string().max(2000)),

  'workspace.open': request<void>()(z.object({ folder: z.string() })),
  /** Shows the system's folder dialog; false when it was dismissed. */
  'workspace.choose': request<boolean>()(nothing),
  'workspace.openSample': request<void>()(name),
  'workspace.trust': request<void>()(nothing),

  'handlers.read': request<{ readonly text: string }>()(handlerPath),
  /** Saves and reloads; resolves when the file is on disk, the chip tells of the reload. */
  'handlers.save': request<void>()(z.object({ path: handlerPath, text: sourceText })),
  /** A file without a text of its own gets one that works as it is. */
  'handlers.create': request<{ readonly path: string }>()(
    z.object({ path: handlerPath, text: sourceText.optional() }),
  ),
  'handlers.rename': request<void>()(z.object({ from: handlerPath, to: handlerPath })),
  'handlers.remove': request<void>()(handlerPath),
  'handlers.setDisabled': request<void>()(z.object({ path: handlerPath, disabled: z.boolean() })),
  /** Loads the code again, and lifts a pause. */
  'handlers.reload': request<void>()(nothing),

  /** Unsaved text of the workspace in this folder, kept for the next start. */
  'drafts.all': request<readonly Draft[]>()(folder),
  'drafts.keep': request<void>()(z.object({ folder, path: handlerPath, base: sourceText, text: sourceText })),
  'drafts.drop': request<void>()(z.object({ folder, path: handlerPath })),

  /** Null goes back to the file's own switches. */
  'scenario.choose': request<void>()(name.nullable()),
  'scenario.save': request<void>()(z.object({ scenario: scenarioSchema, replaces: name.nullable() })),
  'scenario.remove': request<void>()(name),
  /** Undoes the last removal of the scenario with this name. */
  'scenario.restore': request<void>()(name),
  /** By so many places; up where it is negative. */
  'scenario.move': request<void>()(z.object({ name, by: z.number().int() })),

  'passthrough.setEnabled': request<void>()(z.object({ name, enabled: z.boolean() })),
  'passthrough.save': request<void>()(z.object({ rule: passthroughRuleSchema, replaces: name.nullable() })),
  'passthrough.remove': request<void>()(name),

  'faults.setEnabled': request<void>()(z.object({ name, enabled: z.boolean() })),
  'faults.save': request<void>()(z.object({ fault: faultSchema, replaces: name.nullable() })),
  'faults.remove': request<void>()(name),

  'breakpoints.setEnabled': request<void>()(z.object({ name, enabled: z.boolean() })),
  'breakpoints.save': request<void>()(z.object({ breakpoint: breakpointSchema, replaces: name.nullable() })),
  'breakpoints.remove': request<void>()(name),

  /** Undoes the last removal of the entry with this name. */
  'entries.restore': request<void>()(
    z.object({ list: z.enum(['passthrough', 'faults', 'breakpoints']), name }),
  ),

  /** What becomes of held messages that nobody decides on; kept in the workspace. */
  'held.setPolicy': request<void>()(holdingSchema),
  'held.body': request<HeldBody>()(heldId),
  /** Lets a held message go on; `message` in its place if it is given. */
  'held.release': request<void>()(z.object({ id: heldId, message: editedMessageSchema.optional() })),
  'held.drop': request<void>()(heldId),
  'held.releaseAll': request<void>()(nothing),

  'connections.send': request<void>()(z.object({ connection, message: outgoingMessageSchema })),
  /** Hands it to the handlers as if the client had sent it. */
  'connections.inject': request<void>()(z.object({ connection, message: outgoingMessageSchema })),
  'connections.close': request<void>()(
    z.object({
      connection,
      code: closeCode,
      reason: z.string().refine((text) => utf8Length(text) <= maxReasonBytes, {
        error: `a close reason has at most ${maxReasonBytes} bytes`,
      }),
    }),
  ),
  /** Ends the socket without a close frame. */
  'connections.drop': request<void>()(connection),
  'connections.setPaused': request<void>()(z.object({ connection, paused: z.boolean() })),
  'connections.join': request<void>()(z.object({ connection, room: name })),
  /** Undefined deletes the key. */
  'connections.setMetadata': request<void>()(
    z.object({ connection, key: name, value: jsonSchema.optional() }),
  ),
  /** Switches a rule for this connection alone; null: the rule's own switch counts again. */
  'connections.setPassthrough': request<void>()(
    z.object({ connection, rule: name, enabled: z.boolean().nullable() }),
  ),
  /** Switches a fault for this connection alone; null: the fault's own switch counts again. */
  'connections.setFault': request<void>()(
    z.object({ connection, fault: name, enabled: z.boolean().nullable() }),
  ),

  'rooms.broadcast': request<void>()(z.object({ room: name, message: outgoingMessageSchema })),
  'rooms.closeAll': request<void>()(name),
  /** Takes those who are in `from` out of it and puts them into `to`; null for neither. */
  'rooms.move': request<RoomMove>()(
    z.object({
      connections: z.array(connection).max(100_000),
      from: name.nullable(),
      to: name.nullable(),
    }),
  ),

  /** Fills in the placeholders for each recipient and sends; answers to how many. */
  'messages.send': request<{ readonly reached: number }>()(composedMessageSchema),
  /** The message as `connection` would get it now. */
  'messages.preview': request<MessagePreview>()(
    z.object({ body: composedBodySchema, connection: connection.nullable() }),
  ),
  /** Writes a new file unless `file` says which; answers the file. */
  'messages.save': request<{ readonly file: string }>()(
    z.object({ message: savedMessageSchema, file: messageFile.nullable() }),
  ),
  'messages.remove': request<void>()(messageFile),

  'actions.run': request<void>()(z.object({ handler: name, action: name, input: jsonSchema.optional() })),

  'state.set': request<void>()(z.object({ key: name, value: jsonSchema.optional() })),

  /** How the figures of a path went, of all for null; up to now, or to a moment in milliseconds since the epoch. */
  'statistics.history': request<StatisticsHistory>()(
    z.object({
      pathId: z.number().int().min(0).nullable(),
      seconds: z.number().int().min(1).max(keptSeconds),
      until: z.number().nullable().default(null),
    }),
  ),

  'traffic.filter': request<TrafficTail>()(trafficFilterSchema),
  /** Rows `from … from + count - 1` of the current view. */
  'traffic.window': request<{
    readonly view: number
    readonly from: number
    readonly rows: readonly TrafficRow[]
  }>()(z.object({ from: z.number().int().min(0), count: z.number().int().min(1).max(500) })),
  'traffic.detail': request<TrafficDetail | null>()(z.number().int().min(1)),
  /** How replies find their requests from now on; kept in the workspace. */
  'traffic.setPairing': request<void>()(pairingSchema),
  /** Marks an entry, with a note or '' for none; null takes the mark and the note away. */
  'traffic.mark': request<void>()(
    z.object({ seq: z.number().int().min(1), note: z.string().max(maxNoteLength).nullable() }),
  ),
  'traffic.clear': request<void>()(nothing),
  /**
   * Asks where to save, writes JSONL of the current view or of what of it is selected; null when dismissed or
   * cancelled.
   */
  'traffic.export': request<{ readonly file: string; readonly entries: number } | null>()(
    z.object({ ranges: ranges.nullable().default(null) }),
  ),
  'traffic.cancelExport': request<void>()(nothing),
  /** Puts what of the current view is in the ranges on the clipboard. */
  'traffic.copy': request<{ readonly entries: number; readonly cut: boolean }>()(
    z.object({ ranges, format: z.enum(copyFormats) }),
  ),
  /** Index of an entry in the current view, null where the view does not show it. */
  'traffic.locate': request<number | null>()(z.number().int().min(1)),

  /** Makes a handler file `to` of one message and what belongs to it. */
  'traffic.makeHandler': request<void>()(z.object({ seq: z.number().int().min(1), to: handlerPath })),

  'recordings.start': request<void>()(nothing),
  'recordings.stop': request<FinishedRecording | null>()(nothing),
  /** The newest first. */
  'recordings.list': request<readonly RecordingSummary[]>()(nothing),
  /** Reads it as a whole, with progress and until `recordings.cancel`. */
  'recordings.open': request<RecordingContents>()(recordingNameSchema),
  'recordings.entries': request<readonly RecordedEntry[]>()(
    z.object({
      name: recordingNameSchema,
      from: z.number().int().min(0),
      count: z.number().int().min(1).max(500),
    }),
  ),
  'recordings.rename': request<void>()(z.object({ from: recordingNameSchema, to: recordingNameSchema })),
  /** Can be undone by `recordings.restore` until the workspace is left. */
  'recordings.remove': request<void>()(recordingNameSchema),
  'recordings.restore': request<void>()(recordingNameSchema),
  /** Shows the file in the system's file manager. */
  'recordings.reveal': request<void>()(recordingNameSchema),
  /** Asks where to save; null when dismissed. */
  'recordings.exportHar': request<{ readonly file: string; readonly entries: number } | null>()(
    recordingNameSchema,
  ),
  /** Asks for a HAR or JSONL file; the name of the recording that it became, null when dismissed. */
  'recordings.import': request<string | null>()(nothing),
  'recordings.cancel': request<void>()(nothing),
  /** Makes a handler file `to` that answers as was recorded on `path`. */
  'recordings.makeHandler': request<void>()(
    z.object({ name: recordingNameSchema, path: z.string().max(8000), to: handlerPath }),
  ),

  'replay.start': request<void>()(
    z.object({
      name: recordingNameSchema,
      /** The recorded connection. */
      recorded: z.string().min(1).max(100),
      target: replayTargetSchema,
      speed: replaySpeed,
    }),
  ),
  'replay.setPaused': request<void>()(z.boolean()),
  'replay.setSpeed': request<void>()(replaySpeed),
  'replay.stop': request<void>()(nothing),

  'console.clear': request<void>()(nothing),

  /** A further client; like `from`, without its connection, where that is given. */
  'client.add': request<{ readonly client: ClientId }>()(z.object({ from: client.nullable() })),
  /** Closes its connection. The last one that was removed can be restored. */
  'client.remove': request<void>()(client),
  'client.restore': request<void>()(client),
  /** What stands in its fields, so that it is there after the page was loaded again. */
  'client.note': request<void>()(z.object({ client, draft: clientDraftSchema })),
  /** Counts from the next connection on. */
  'client.configure': request<void>()(z.object({ client, options: clientOptionsSchema })),
  'client.connect': request<void>()(z.object({ client, address: z.string().max(4000) })),
  'client.disconnect': request<void>()(client),
  /** `typed` is what the person typed for it, for the history, unless it is too long to be remembered. */
  'client.send': request<void>()(
    z.object({
      client,
      message: outgoingMessageSchema,
      typed: z
        .object({ kind: z.enum(clientMessageKinds), text: z.string().max(maxRememberedLength) })
        .nullable()
        .default(null),
    }),
  ),
  'client.sent': request<SentTexts>()(client),
  'client.clearLog': request<void>()(client),
  /** Forgets addresses and sent texts, on disk as well. */
  'client.forgetHistory': request<void>()(nothing),
} as const satisfies { readonly [N in (typeof requestNames)[number]]: Request<z.ZodType, unknown> }

/** A composed message with its placeholders filled in. */
export type MessagePreview =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'binary'; readonly data: Uint8Array }

export type Contract = typeof contract
export type RequestName = keyof Contract
export type RequestInput<N extends RequestName> = z.input<Contract[N]['input']>
export type RequestOutput<N extends RequestName> = Contract[N] extends Request<z.ZodType, infer O> ? O : never

/** Arguments of a call: none where the input is `undefined`. */
export type RequestArguments<N extends RequestName> =
  undefined extends RequestInput<N> ? [input?: RequestInput<N>] : [input: RequestInput<N>]
