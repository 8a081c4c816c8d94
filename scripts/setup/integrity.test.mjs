import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkIntegrity } from './integrity.mjs'

const content = 'the runtime'
const integrity = `sha512-${createHash('sha512').update(content).digest('base64')}`
let folder
let file

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'understudy-integrity-'))
  file = path.join(folder, 'runtime.tgz')
})

afterEach(() => rm(folder, { recursive: true, force: true }))

test('a file with the expected hash passes', async () => {
  await writeFile(file, content)
  await expect(checkIntegrity(file, integrity)).resolves.toBeUndefined()
})

test('a file that differs in one byte is refused, with both hashes in the message', async () => {
  await writeFile(file, `${content}!`)
  await expect(checkIntegrity(file, integrity)).rejects.toThrow(
    /its integrity is sha512-.*expected sha512-.*was not used/,
  )
})
