import { z } from 'zod'

/** Data of a message: a string is text, bytes are binary. */
export type Payload = string | Uint8Array

export type DataType = 'text' | 'binary'
export type MessageType = DataType | 'ping' | 'pong'

/** Whether it is what a person would call a message: no ping and no pong. */
export function isData(type: MessageType): type is DataType {
  return type === 'text' || type === 'binary'
}

/** A message that a person put in the place of one that was held. */
export const editedMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('binary'), data: z.instanceof(Uint8Array) }),
])
export type EditedMessage = z.infer<typeof editedMessageSchema>

/** A message that a person composes; bytes survive IPC's structured clone. */
export const outgoingMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('binary'), data: z.instanceof(Uint8Array) }),
  z.object({ type: z.literal('ping'), data: z.instanceof(Uint8Array).optional() }),
])
export type OutgoingMessage = z.infer<typeof outgoingMessageSchema>
