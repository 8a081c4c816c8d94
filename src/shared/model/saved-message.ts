import { z } from 'zod'

/** How the text of a composed message becomes what is sent. */
export const composedTypes = ['text', 'json', 'hex', 'base64'] as const
export type ComposedType = (typeof composedTypes)[number]

/** To whom a composed message goes; connections are found at the moment of sending. */
export const messageTargetSchema = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('everyone') }),
  z.strictObject({
    to: z.literal('path'),
    path: z
      .string()
      .startsWith('/', { error: 'a path starts with /' })
      .describe('A path, or several by a pattern: /ws/*, /ws/:room'),
  }),
  z.strictObject({ to: z.literal('room'), room: z.string().min(1) }),
  z.strictObject({
    to: z.literal('connection'),
    connection: z.string().regex(/^c\d+$/, { error: 'a connection is called c1, c2, …' }),
  }),
])
export type MessageTarget = z.infer<typeof messageTargetSchema>

const directionSchema = z
  .enum(['to-client', 'from-client'])
  .describe('to-client sends it; from-client hands it to the handlers as if the client had sent it.')
export type ComposedDirection = z.infer<typeof directionSchema>

/** Room for a binary message of the default `maxPayload`, as base64. */
const maxTextLength = 24_000_000

const bodyFields = {
  type: z.enum(composedTypes).default('text'),
  text: z.string().max(maxTextLength).default(''),
  placeholders: z
    .boolean()
    .default(true)
    .describe(
      'Whether {{uuid}}, {{now}}, {{seq}}, {{person.firstName}} … are filled in, anew for each recipient.',
    ),
}

/** What is sent, before its placeholders are filled in. */
export const composedBodySchema = z.strictObject(bodyFields)
export type ComposedBody = z.infer<typeof composedBodySchema>

/** A message to be sent now. */
export const composedMessageSchema = z.strictObject({
  ...bodyFields,
  target: messageTargetSchema,
  direction: directionSchema,
})
export type ComposedMessage = z.infer<typeof composedMessageSchema>

/** A file `messages/*.json`. Only `name` has to be there; parsing fills in the rest. */
export const savedMessageSchema = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(1).default(1),
  name: z.string().min(1).max(200),
  ...bodyFields,
  target: messageTargetSchema.default({ to: 'everyone' }),
  direction: directionSchema.default('to-client'),
  key: z
    .number()
    .int()
    .min(1)
    .max(9)
    .nullable()
    .default(null)
    .describe('The number key that sends it, with Alt (on a Mac with Ctrl and Option).'),
})
export type SavedMessage = z.infer<typeof savedMessageSchema>

/** A saved message and where it is: `messages/hello.json`. */
export interface SavedMessageFile {
  readonly file: string
  readonly message: SavedMessage
}
