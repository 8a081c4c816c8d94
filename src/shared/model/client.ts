import { z } from 'zod'
import { headerNameProblem, headerValueProblem, isToken } from '../handshake-text'

/** One of the built-in clients; numbered from 1 in the order in which they were made. */
export type ClientId = number

/** More than fit on any screen, few enough for one machine. */
export const maxClients = 32

/** How a built-in client says who it is. */
const clientAuthSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('none') }),
  /** RFC 7617: a colon would end the name. */
  z.strictObject({
    type: z.literal('basic'),
    user: z
      .string()
      .max(1000)
      .regex(/^[^:]*$/, { error: 'a user name has no colon' }),
    password: z.string().max(4000),
  }),
  z.strictObject({
    type: z.literal('bearer'),
    token: z
      .string()
      .max(16_000)
      .regex(/^[\x21-\x7e]+$/, { error: 'a token has no spaces' }),
  }),
  /** For servers whose clients are web pages, which can't send a header. */
  z.strictObject({
    type: z.literal('query'),
    name: z.string().min(1).max(200),
    token: z.string().max(16_000),
  }),
])
export type ClientAuth = z.infer<typeof clientAuthSchema>

const headerSchema = z.strictObject({ name: z.string().max(500), value: z.string().max(16_000) })
export type ClientHeader = z.infer<typeof headerSchema>

/** How a built-in client connects. */
export const clientOptionsSchema = z.strictObject({
  headers: z
    .array(
      headerSchema.superRefine(({ name, value }, context) => {
        const problem = headerNameProblem(name) ?? headerValueProblem(value)
        if (problem !== null) context.addIssue(problem)
      }),
    )
    .max(100),
  /** In the order of preference. */
  protocols: z
    .array(z.string().max(200).refine(isToken, { error: 'not the name of a subprotocol' }))
    .max(20)
    .refine((names) => new Set(names).size === names.length, { error: 'a subprotocol is offered once' }),
  auth: clientAuthSchema,
  /** Connects again, later and later, when the connection was lost or could not be made. */
  reconnect: z.boolean(),
  /** Takes a certificate that nobody vouches for; one of this machine is always taken. */
  acceptAnyCertificate: z.boolean(),
})
export type ClientOptions = Readonly<z.infer<typeof clientOptionsSchema>>

export const defaultClientOptions: ClientOptions = {
  headers: [],
  protocols: [],
  auth: { type: 'none' },
  reconnect: false,
  acceptAnyCertificate: false,
}

export const clientMessageKinds = ['text', 'hex'] as const
/** How the text in a client's field is read: as it is, or as the bytes of a binary message. */
export type ClientMessageKind = (typeof clientMessageKinds)[number]

/** Characters of a text in the field that are kept beyond the page. */
export const maxDraftLength = 100_000

/** What stands in a client's fields. */
export const clientDraftSchema = z.strictObject({
  /** Null until the person has typed one: until then it is the server's own, whichever port and paths that has. */
  address: z.string().max(4000).nullable(),
  text: z.string().max(maxDraftLength),
  kind: z.enum(clientMessageKinds),
})
export type ClientDraft = Readonly<z.infer<typeof clientDraftSchema>>

export const emptyClientDraft: ClientDraft = { address: null, text: '', kind: 'text' }

/** Characters of a sent text that is remembered: longer ones are pasted rather than typed, and not worth the room. */
export const maxRememberedLength = 10_000

/** What was sent before, by kind, the newest last. */
export type SentTexts = Readonly<Record<ClientMessageKind, readonly string[]>>

/** The state of a built-in client's one connection. */
export type ClientStatus =
  | { readonly state: 'idle' }
  | { readonly state: 'connecting'; readonly address: string }
  | { readonly state: 'open'; readonly address: string; readonly subprotocol: string }
  | { readonly state: 'closed'; readonly address: string; readonly code: number; readonly reason: string }
  | { readonly state: 'failed'; readonly address: string; readonly message: string }
  /** Until it connects again; `retryAt` in milliseconds since the epoch. */
  | {
      readonly state: 'waiting'
      readonly address: string
      readonly retryAt: number
      readonly attempt: number
    }

/** A line of a built-in client's log. */
export interface ClientLine {
  /** Counts up from 1 in each client's log. */
  readonly id: number
  readonly at: number
  readonly kind: 'sent' | 'received' | 'info' | 'error'
  readonly text: string
  /** Bytes of a binary message, else 0. */
  readonly binaryBytes: number
}

/** A built-in client as the window shows it; its log comes apart from it. */
export interface ClientView {
  readonly id: ClientId
  readonly status: ClientStatus
  readonly options: ClientOptions
  readonly draft: ClientDraft
}

/** What is new in a client's log. */
export interface ClientLogChange {
  readonly client: ClientId
  /** The lines before these are gone. */
  readonly cleared: boolean
  readonly added: readonly ClientLine[]
}

/** The name that the window and the messages give a client. */
export function clientName(id: ClientId): string {
  return `Client ${id}`
}
