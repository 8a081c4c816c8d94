import { mkdir, readFile, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from './temporary-folder.test-support'
import { JsonTrustStore, SessionTrustStore } from './trust-store'

describe('JsonTrustStore', () => {
  it('remembers a folder by its real path, and no other', async () => {
    const folder = await temporaryFolder({ 'data/.keep': '', 'mine/sub/.keep': '', 'other/.keep': '' })
    const file = join(folder, 'data', 'deeper', 'trust.json')
    await symlink(join(folder, 'mine'), join(folder, 'link'), 'junction')
    await new JsonTrustStore(file).trust(join(folder, 'link'))
    const later = new JsonTrustStore(file)
    expect(await later.isTrusted(join(folder, 'mine'))).toBe(true)
    expect(await later.isTrusted(join(folder, 'mine', 'sub'))).toBe(false)
    expect(await later.isTrusted(join(folder, 'other'))).toBe(false)
    await later.trust(join(folder, 'mine'))
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ folders: [join(folder, 'mine')] })
  })

  it('says which file is damaged instead of forgetting everything', async () => {
    const folder = await temporaryFolder({ 'trust.json': '{' })
    await expect(new JsonTrustStore(join(folder, 'trust.json')).trust(folder)).rejects.toThrow('trust.json')
    expect(await readFile(join(folder, 'trust.json'), 'utf8')).toBe('{')
  })
})

describe('SessionTrustStore', () => {
  it('trusts its roots and what lies below, and what it was told to', async () => {
    const folder = await temporaryFolder({ 'samples/chat/.keep': '', 'samples-not/.keep': '' })
    const store = new SessionTrustStore([join(folder, 'samples'), join(folder, 'missing')])
    expect(await store.isTrusted(join(folder, 'samples', 'chat'))).toBe(true)
    expect(await store.isTrusted(join(folder, 'samples'))).toBe(true)
    expect(await store.isTrusted(folder)).toBe(false)
    expect(await store.isTrusted(join(folder, 'samples-not'))).toBe(false)
    await mkdir(join(folder, 'mine'))
    await store.trust(join(folder, 'mine'))
    expect(await store.isTrusted(join(folder, 'mine'))).toBe(true)
  })
})
