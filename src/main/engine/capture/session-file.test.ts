import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { newSessionFile, removeLeftoverSessionFiles, removeSessionFile } from './session-file'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-session-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** The name of a session's file, as process `pid` would have made it. */
function fileOf(pid: number | undefined): string {
  return basename(newSessionFile(folder)).replace(`-${process.pid}-`, `-${pid}-`)
}

it('removes files of processes that have ended and of a former process with our number, and nothing else', async () => {
  const child = spawn(process.execPath, ['--version'])
  await once(child, 'exit')
  const own = basename(newSessionFile(folder))
  const former = basename(newSessionFile(folder))
  const ended = fileOf(child.pid)
  const others = [fileOf(process.ppid), 'settings.json', 'understudy-traffic-x.tmp', `a-${ended}`]
  for (const name of [own, former, ended, ...others]) await writeFile(join(folder, name), '')
  await utimes(join(folder, former), 1000, 1000)
  const like = fileOf(child.pid)
  await mkdir(join(folder, like))
  await removeLeftoverSessionFiles(folder)
  expect((await readdir(folder)).sort()).toEqual([own, like, ...others].sort())
  await removeSessionFile(join(folder, own))
  expect(await readdir(folder)).not.toContain(own)
})

it('does without a folder and without a file', async () => {
  await expect(removeLeftoverSessionFiles(join(folder, 'missing'))).resolves.toBeUndefined()
  await expect(removeSessionFile(join(folder, 'missing'))).resolves.toBeUndefined()
})

it('gives each session a file of its own', () => {
  expect(newSessionFile(folder)).not.toBe(newSessionFile(folder))
})
