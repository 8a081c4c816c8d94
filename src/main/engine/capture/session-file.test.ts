import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { newSessionFile, removeLeftoverSessionFiles, removeSessionFile } from './session-file'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'understudy-session-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** The number of a process that has ended. */
async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['--version'])
  await once(child, 'exit')
  return child.pid ?? 0
}

it('removes files of processes that have ended and of a former process with our number, and nothing else', async () => {
  const own = newSessionFile(folder)
  const start = Math.round(performance.timeOrigin)
  const alive = `understudy-traffic-${process.ppid}-1-aaaaaa.tmp`
  const beforeTheMachineStarted = `understudy-traffic-${process.ppid}-2-bbbbbb.tmp`
  const ended = `understudy-traffic-${await endedProcess()}-${start}-cccccc.tmp`
  const former = `understudy-traffic-${process.pid}-${start - 5}-dddddd.tmp`
  const others = ['settings.json', 'understudy-traffic-x.tmp', `a-${ended}`]
  for (const name of [basename(own), alive, beforeTheMachineStarted, ended, former, ...others]) {
    await writeFile(join(folder, name), '')
  }
  await utimes(join(folder, beforeTheMachineStarted), 1000, 1000)
  await removeLeftoverSessionFiles(folder)
  expect((await readdir(folder)).sort()).toEqual([basename(own), alive, ...others].sort())
  await removeSessionFile(own)
  expect(await readdir(folder)).not.toContain(basename(own))
})

it('does without a folder and without a file', async () => {
  await expect(removeLeftoverSessionFiles(join(folder, 'missing'))).resolves.toBeUndefined()
  await expect(removeSessionFile(join(folder, 'missing'))).resolves.toBeUndefined()
})

it('gives each session a file of its own', () => {
  expect(newSessionFile(folder)).not.toBe(newSessionFile(folder))
})
