import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { savedMessageSchema } from '../../shared/model/saved-message'

const file = resolve(import.meta.dirname, '..', '..', '..', 'assets', 'message.schema.json')

function publishedSchema(): unknown {
  const schema = z.toJSONSchema(savedMessageSchema, { io: 'input', target: 'draft-7' })
  return {
    ...schema,
    title: 'Understudy saved message',
    description: 'A saved message of an Understudy workspace: messages/*.json',
  }
}

// UPDATE_SETTINGS_SCHEMA=1 writes the file; the formatter puts it into shape.
it('the published JSON Schema of messages/*.json is that of today', async () => {
  if (process.env.UPDATE_SETTINGS_SCHEMA) await writeFile(file, JSON.stringify(publishedSchema(), null, 2))
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(publishedSchema())))
})
