import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { type Mock, startMock } from '../engine-fixture'

export const templatesFolder = resolve(import.meta.dirname, '..', '..', 'templates')

/** A server that runs one template as it is shipped; it ends with the test, in which nothing may have been thrown. */
export async function runTemplate(id: string): Promise<Mock> {
  const source = await readFile(join(templatesFolder, `${id}.ts`), 'utf8')
  const mock = await startMock({ [`handlers/${id}.ts`]: source })
  onTestFinished(async () => {
    await mock.dispose()
    expect(mock.console.filter(({ level }) => level === 'error')).toEqual([])
  })
  if (mock.engine.handlerStatus.state !== 'live') throw new Error(JSON.stringify(mock.engine.handlerStatus))
  return mock
}
