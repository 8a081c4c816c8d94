import { z } from 'zod'

/** A character, or a byte as two hexadecimal digits, that a fault replaced; '' where an empty payload had none. */
const corruptionSchema = z.object({
  /** In UTF-16 units, or in bytes. */
  at: z.number().int().min(0),
  was: z.string(),
  became: z.string(),
})
export type Corruption = z.infer<typeof corruptionSchema>

const fault = z.string()
/** No single fault did it. */
const nobody = z.literal('')
const ms = z.number().min(0)

/** One thing that a fault did to a message on its way to a client. */
export const faultActSchema = z.discriminatedUnion('action', [
  z.object({ fault, action: z.literal('delayed'), ms }),
  z.object({ fault, action: z.literal('throttled'), ms }),
  /** Had to stay behind an earlier message that is delayed. */
  z.object({ fault: nobody, action: z.literal('waited'), ms }),
  z.object({ fault, action: z.literal('dropped') }),
  z.object({ fault, action: z.literal('duplicated') }),
  z.object({ fault, action: z.literal('corrupted'), corruption: corruptionSchema }),
  /** For the next message to go before it; null while it waits, else for how long in vain. */
  z.object({ fault, action: z.literal('held-back'), ms: ms.nullable() }),
  /** The next message went before it. */
  z.object({ fault, action: z.literal('reordered') }),
  /** The connection was closed behind it. */
  z.object({ fault, action: z.literal('disconnected'), code: z.number().int() }),
  /** It waited, and the connection ended before its turn came. */
  z.object({ fault: nobody, action: z.literal('lost') }),
])
export type FaultAct = Readonly<z.infer<typeof faultActSchema>>
