import { mkdir, mkdtemp, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fingerprint } from './build.mjs'

let folder
const take = () => fingerprint(folder, ['src', 'package.json', 'not-there.json'])
const inFolder = (name) => path.join(folder, name)

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'understudy-build-'))
  await mkdir(inFolder('src/deep'), { recursive: true })
  await writeFile(inFolder('package.json'), '{}')
  await writeFile(inFolder('src/deep/a.ts'), 'a')
})

afterEach(() => rm(folder, { recursive: true, force: true }))

test('the fingerprint stays while nothing changes', async () => {
  expect(await take()).toBe(await take())
})

test.each([
  ['a file is added', () => writeFile(inFolder('src/b.ts'), 'b')],
  ['a file is removed', () => rm(inFolder('src/deep/a.ts'))],
  ['a file is renamed', () => rename(inFolder('src/deep/a.ts'), inFolder('src/deep/z.ts'))],
  ['a file grows', () => writeFile(inFolder('package.json'), '{ }')],
  ['a file gets an older time', () => utimes(inFolder('src/deep/a.ts'), 1, 1)],
])('the fingerprint changes when %s', async (_, change) => {
  const before = await take()
  await change()
  expect(await take()).not.toBe(before)
})

test('a new test file changes nothing: tests are not in the build', async () => {
  const before = await take()
  await writeFile(inFolder('src/deep/a.test.ts'), 'test')
  expect((await stat(inFolder('src/deep/a.test.ts'))).size).toBe(4)
  expect(await take()).toBe(before)
})
