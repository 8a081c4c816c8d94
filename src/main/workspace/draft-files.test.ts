import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DraftFiles } from './draft-files'
import { temporaryFolder } from './temporary-folder.test-support'

const log = (message: string): never => {
  throw new Error(message)
}
const mine = { path: 'handlers/a.ts', base: 'old', text: 'new' }

describe('drafts on disk', () => {
  it('are there for the next start, apart by workspace', async () => {
    const folder = await temporaryFolder()
    const drafts = new DraftFiles(join(folder, 'drafts'), log)
    drafts.keep('/mocks/one', mine)
    drafts.keep('/mocks/one', { ...mine, path: 'handlers/sub/b.ts' })
    await drafts.settled()
    const next = new DraftFiles(join(folder, 'drafts'), log)
    expect(await next.of('/mocks/one')).toEqual([mine, { ...mine, path: 'handlers/sub/b.ts' }])
    expect(await next.of('/mocks/two')).toEqual([])
  })

  it('hold the newest text, however quickly one follows the other', async () => {
    const drafts = new DraftFiles(await temporaryFolder(), log)
    for (let version = 1; version <= 50; version++) drafts.keep('/mocks', { ...mine, text: `v${version}` })
    await drafts.settled()
    expect(await drafts.of('/mocks')).toEqual([{ ...mine, text: 'v50' }])
  })

  it('are gone once dropped, also while one is being written', async () => {
    const folder = await temporaryFolder()
    const drafts = new DraftFiles(folder, log)
    drafts.keep('/mocks', mine)
    drafts.drop('/mocks', mine.path)
    await drafts.settled()
    expect(await drafts.of('/mocks')).toEqual([])
    drafts.drop('/mocks', 'handlers/never.ts')
    await drafts.settled()
  })

  it('are skipped where a file can not be understood', async () => {
    const folder = await temporaryFolder()
    const logged: string[] = []
    const drafts = new DraftFiles(folder, (message) => logged.push(message))
    drafts.keep('/mocks', mine)
    await drafts.settled()
    const [workspace] = await readdir(folder)
    await writeFile(join(folder, String(workspace), 'torn.json'), '{ "path": ')
    expect(await drafts.of('/mocks')).toEqual([mine])
    expect(logged).toHaveLength(1)
  })

  it('that can not be written are said so, and hold nothing up', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'drafts'), 'a file where the folder should be')
    const logged: string[] = []
    const drafts = new DraftFiles(join(folder, 'drafts'), (message) => logged.push(message))
    drafts.keep('/mocks', mine)
    await drafts.settled()
    expect(logged).toEqual(['Unsaved text could not be kept for the next start'])
    await mkdir(join(folder, 'other'))
  })
})
