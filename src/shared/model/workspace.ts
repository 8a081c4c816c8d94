import { z } from 'zod'
import { holdDirections } from './hold'

const urlSchema = z.string().refine(isWebSocketUrl, { error: 'not a ws:// or wss:// URL' })

/** Name, address or IPv6 address in brackets, port, and what follows. */
const webSocketUrl =
  /^wss?:\/\/(?:[^\s/?#@]+@)?(?:\[[\da-f:.]+\]|[^\s/?#:@[\]]+)(?::(\d{1,5}))?(?:[/?#]\S*)?$/i
const highestPort = 65_535

function isWebSocketUrl(text: string): boolean {
  const found = webSocketUrl.exec(text)
  return found !== null && Number(found[1] ?? 0) <= highestPort
}

const someMessages = [
  z.strictObject({ any: z.literal(true) }),
  z.strictObject({ exact: z.string() }),
  z.strictObject({ regex: z.string(), flags: z.string().optional() }),
  z.strictObject({ jsonpath: z.string(), equals: z.unknown().optional() }),
] as const

/** Which messages a rule means; exactly one way of saying it. */
export const messageFilterSchema = z.union([...someMessages, z.strictObject({ none: z.literal(true) })])
export type MessageFilter = z.infer<typeof messageFilterSchema>

const pathSchema = z.string().startsWith('/', { error: 'a path starts with /' })

export const passthroughRuleSchema = z.strictObject({
  name: z.string().min(1),
  enabled: z.boolean().default(true),
  path: pathSchema.default('/*'),
  upstream: urlSchema,
  clientToServer: messageFilterSchema.default({ any: true }),
  serverToClient: messageFilterSchema.default({ any: true }),
  alsoHandle: z.boolean().default(false),
  onUpstreamClose: z.enum(['relay', 'keep']).default('relay'),
  forwardHeaders: z.array(z.string()).default([]),
  /** Verify the upstream's certificate; false is for self-signed test servers. */
  verifyTls: z.boolean().default(true),
})
export type PassthroughRule = z.infer<typeof passthroughRuleSchema>

/** The parts of a path that faults and breakpoints know; handlers and rules know more. */
function plainPathSchema(whose: string) {
  return pathSchema.refine(
    (path) => path.split('/').every((part) => /^(?:\*|:[\p{L}_$][\p{L}\d_$]*|[^*:{}\\]*)$/u.test(part)),
    {
      error: `the path of a ${whose} may have * and :name in place of whole parts only: /ws/*, /ws/:id`,
    },
  )
}

const probability = z.number().min(0).max(1)

export const faultSchema = z.strictObject({
  name: z.string().min(1),
  enabled: z.boolean().default(false),
  path: plainPathSchema('fault').default('/*'),
  latencyMs: z
    .strictObject({
      mean: z.number().min(0),
      stddev: z.number().min(0).default(0),
      min: z.number().min(0).default(0),
      max: z.number().min(0).default(60_000),
    })
    .nullable()
    .default(null),
  drop: probability.default(0),
  duplicate: probability.default(0),
  /** A message comes behind the next one. */
  reorder: probability.default(0),
  /** A character, or a byte, of the message is another one. */
  corrupt: probability.default(0),
  /** Bytes of payload a second that get through to a client. */
  throttle: z.number().min(1).nullable().default(null),
  /** Close after this many messages to the client. */
  disconnectAfter: z.number().int().min(1).nullable().default(null),
  /** 1006: without a close frame. */
  closeCode: z.number().int().min(1000).max(4999).default(1011),
  /** Refuse the upgrade with this HTTP status. */
  refuseUpgrade: z.number().int().min(400).max(599).nullable().default(null),
  /** Leave the handshake unanswered for so long. */
  stallUpgradeMs: z.number().int().min(1).max(600_000).nullable().default(null),
})
export type Fault = z.infer<typeof faultSchema>

/** Messages that are held until the user lets them go on, edited or not. */
export const breakpointSchema = z.strictObject({
  name: z.string().min(1),
  enabled: z.boolean().default(true),
  path: plainPathSchema('breakpoint').default('/*'),
  directions: z.array(z.enum(holdDirections)).min(1).default(['from-client', 'to-client']),
  message: z.union(someMessages).default({ any: true }),
})
export type Breakpoint = z.infer<typeof breakpointSchema>

/** What becomes of a held message that nobody decides on. */
export const holdingSchema = z.strictObject({
  timeoutMs: z.number().int().min(100).max(86_400_000).default(60_000),
  onTimeout: z.enum(['release', 'drop', 'never']).default('release'),
})
export type Holding = z.infer<typeof holdingSchema>

const idPathSchema = z
  .string()
  .startsWith('$', { error: 'a JSONPath starts with $, as in $.id or $.header.requestId' })

/** How the traffic log finds the message that another one answers, where no handler answered it. */
export const pairingSchema = z.strictObject({
  id: z
    .union([idPathSchema, z.array(idPathSchema)])
    .optional()
    .describe(
      'JSONPath of the id that a request and its reply have in common, or several: the first that finds something ' +
        'counts. Without it the common names are guessed; with an empty list nothing is paired by its id.',
    ),
})
export type Pairing = z.infer<typeof pairingSchema>

export const scenarioSchema = z.strictObject({
  name: z.string().min(1),
  passthrough: z.record(z.string(), z.boolean()).default({}),
  faults: z.record(z.string(), z.boolean()).default({}),
  breakpoints: z.record(z.string(), z.boolean()).default({}),
  handlers: z.strictObject({ disabled: z.array(z.string()).default([]) }).optional(),
})
export type Scenario = z.infer<typeof scenarioSchema>

export const serverSettingsSchema = z.strictObject({
  host: z.string().min(1).default('127.0.0.1'),
  port: z.number().int().min(0).max(65535).default(4400),
  tls: z.boolean().default(false),
  maxPayload: z.number().int().min(1).default(16_777_216),
  maxConnections: z.number().int().min(1).default(10_000),
  maxConnectionsPerSecond: z
    .number()
    .int()
    .min(1)
    .nullable()
    .default(null)
    .describe('New connections per second; more are refused with 503 and Retry-After. null: no limit.'),
  compression: z.boolean().default(false),
  allowedOrigins: z.array(z.string()).default(['localhost']),
  /** Names, beside this machine's own and IP addresses, that a client may call the server by; `*`: any. */
  allowedHosts: z.array(z.string()).default([]),
  unmatchedPath: z.enum(['reject', 'accept', 'echo']).default('reject'),
})
export type ServerSettings = z.infer<typeof serverSettingsSchema>

const server = serverSettingsSchema.shape

/** Some of the server's settings, for a change; what is left out stays as it is in the file. */
export const serverChangesSchema = z.strictObject({
  host: server.host.unwrap().optional(),
  port: server.port.unwrap().optional(),
  tls: server.tls.unwrap().optional(),
  maxPayload: server.maxPayload.unwrap().optional(),
  maxConnections: server.maxConnections.unwrap().optional(),
  maxConnectionsPerSecond: server.maxConnectionsPerSecond.unwrap().optional(),
  compression: server.compression.unwrap().optional(),
  allowedOrigins: server.allowedOrigins.unwrap().optional(),
  allowedHosts: server.allowedHosts.unwrap().optional(),
  unmatchedPath: server.unmatchedPath.unwrap().optional(),
})
export type ServerChanges = Readonly<z.infer<typeof serverChangesSchema>>

function uniqueNames(items: readonly { readonly name: string }[]): boolean {
  return new Set(items.map((item) => item.name)).size === items.length
}
const unique = { error: 'two entries have the same name' }

/** `understudy.json`. Every field is optional; parsing fills in the defaults. */
export const workspaceSettingsSchema = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(1).default(1),
  server: serverSettingsSchema.prefault({}),
  handlers: z.strictObject({ disabled: z.array(z.string()).default([]) }).prefault({}),
  passthrough: z.array(passthroughRuleSchema).refine(uniqueNames, unique).default([]),
  faults: z.array(faultSchema).refine(uniqueNames, unique).default([]),
  breakpoints: z.array(breakpointSchema).refine(uniqueNames, unique).default([]),
  holding: holdingSchema.prefault({}),
  pairing: pairingSchema.prefault({}),
  scenarios: z.array(scenarioSchema).refine(uniqueNames, unique).default([]),
})
export type WorkspaceSettings = z.infer<typeof workspaceSettingsSchema>

/** A fault in the workspace's file, with the path in it: `passthrough[0].upstream: not a ws:// …`. */
export interface WorkspaceProblem {
  readonly file: string
  readonly message: string
}

/** The open workspace, as the window shows it. */
export interface WorkspaceInfo {
  readonly folder: string
  readonly name: string
  readonly trusted: boolean
  /** The sample that it was made from, if it is one. */
  readonly sample: string | null
  readonly problem: WorkspaceProblem | null
}
