import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { workspaceSettingsSchema } from '../../shared/model/workspace'

const file = resolve(import.meta.dirname, '..', '..', '..', 'assets', 'understudy.schema.json')

/** As editors read it: what may be left out has its default, what zod alone can check is said in words. */
function publishedSchema(): unknown {
  const schema = z.toJSONSchema(workspaceSettingsSchema, { io: 'input', target: 'draft-7' })
  return {
    ...schema,
    title: 'Understudy workspace',
    description: 'Settings of an Understudy workspace: understudy.json',
  }
}

// UPDATE_SETTINGS_SCHEMA=1 writes the file; the formatter puts it into shape.
it('the published JSON Schema of understudy.json is that of today', async () => {
  if (process.env.UPDATE_SETTINGS_SCHEMA) await writeFile(file, JSON.stringify(publishedSchema(), null, 2))
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(publishedSchema())))
})
