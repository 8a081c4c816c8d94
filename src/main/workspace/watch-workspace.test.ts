import { mkdir, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { writeAtomically } from './atomic-write'
import { temporaryFolder } from './temporary-folder.test-support'
import { type WorkspaceChange, WorkspaceWatcher } from './watch-workspace'

interface Watched {
  readonly folder: string
  readonly watcher: WorkspaceWatcher
  /** Every change that was reported so far. */
  readonly changes: readonly WorkspaceChange[]
  next(): Promise<WorkspaceChange>
}

async function watched(files: Readonly<Record<string, string>>): Promise<Watched> {
  const folder = await temporaryFolder(files)
  const changes: WorkspaceChange[] = []
  const waiting: ((change: WorkspaceChange) => void)[] = []
  const watcher = new WorkspaceWatcher(folder, {
    changed: (change) => {
      changes.push(change)
      waiting.shift()?.(change)
    },
    failed: (error) => {
      throw error
    },
  })
  onTestFinished(() => watcher.close())
  await watcher.start()
  return { folder, watcher, changes, next: () => new Promise((resolve) => waiting.push(resolve)) }
}

const settingsOnly = { settings: true, handlers: false, messages: false }
const handlersOnly = { settings: false, handlers: true, messages: false }

describe('WorkspaceWatcher', () => {
  it('tells changes of the settings and of the handlers apart', async () => {
    const { folder, next } = await watched({ 'understudy.json': '{}', 'handlers/a.ts': 'one' })
    let change = next()
    await writeFile(join(folder, 'understudy.json'), '{ }')
    expect(await change).toEqual(settingsOnly)
    change = next()
    await writeFile(join(folder, 'handlers', 'a.ts'), 'two')
    expect(await change).toEqual(handlersOnly)
  })

  it('misses no save that follows right after one that was told of', async () => {
    const { folder, next } = await watched({ 'understudy.json': '{}' })
    for (const text of ['{ }', '{  }', '{   }']) {
      const change = next()
      await writeFile(join(folder, 'understudy.json'), text)
      expect(await change).toEqual(settingsOnly)
    }
  })

  it('sees files, and a handlers folder, that come and go', async () => {
    const { folder, next } = await watched({})
    let change = next()
    await mkdir(join(folder, 'handlers', 'deep'), { recursive: true })
    await writeFile(join(folder, 'handlers', 'deep', 'a.ts'), 'one')
    expect(await change).toEqual(handlersOnly)
    change = next()
    await writeFile(join(folder, 'understudy.json'), '{}')
    expect(await change).toEqual(settingsOnly)
    change = next()
    await rm(join(folder, 'handlers', 'deep', 'a.ts'))
    expect(await change).toEqual(handlersOnly)
  })

  it('says nothing of a touched file, of our own writes, and of what is none of its business', async () => {
    const { folder, watcher, changes, next } = await watched({
      'understudy.json': '{}',
      'handlers/a.ts': 'one',
    })
    const change = next()
    const now = new Date()
    await utimes(join(folder, 'understudy.json'), now, now)
    watcher.note('handlers/a.ts', 'ours')
    await writeAtomically(join(folder, 'handlers', 'a.ts'), 'ours')
    await writeFile(join(folder, 'README.md'), 'text')
    await writeFile(join(folder, 'handlers', '.a.ts.swp'), 'text')
    // Comes last, so that the former would have been reported with it or before it.
    await writeFile(join(folder, 'handlers', 'b.ts'), 'two')
    expect(await change).toEqual(handlersOnly)
    expect(changes).toEqual([handlersOnly])
  })
})
