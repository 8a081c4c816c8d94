import { z } from 'zod'
import { type LoggedValue, longestPreview } from './logged-value'

const text = z.string().max(longestPreview)

// Written out, because a type that is made of itself cannot be inferred.
const schema: z.ZodType<LoggedValue> = z.object({
  preview: text,
  get entries() {
    return z.array(z.object({ label: text, value: schema })).max(100)
  },
  rest: text,
})

const valuesSchema = z.array(schema).max(100)

/** What another thread calls logged values, if that is what they are; nothing otherwise. */
export function readLoggedValues(values: unknown): readonly LoggedValue[] {
  if (Array.isArray(values) && values.length === 0) return []
  const read = valuesSchema.safeParse(values)
  return read.success ? read.data : []
}
