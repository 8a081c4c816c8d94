import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ClientHistory } from './client-history'

describe('ClientHistory', () => {
  let folder: string
  let file: string
  const log = vi.fn()

  beforeEach(async () => {
    log.mockReset()
    folder = await mkdtemp(join(tmpdir(), 'understudy-history-'))
    file = join(folder, 'data', 'client-history.json')
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('is there in the next run', async () => {
    const history = await ClientHistory.load(file, log)
    history.rememberAddress('ws://one')
    history.rememberAddress('ws://two')
    history.rememberAddress('ws://one?token=hush')
    history.rememberAddress('ws://one')
    history.rememberSent('text', 'hello')
    history.rememberSent('text', 'hello')
    history.rememberSent('hex', '01 02')
    await history.settled()
    const next = await ClientHistory.load(file, log)
    expect(next.addresses).toEqual(['ws://one', 'ws://two'])
    expect(next.sent).toEqual({ text: ['hello'], hex: ['01 02'] })
    expect(await readFile(file, 'utf8')).not.toContain('hush')
    expect(log).not.toHaveBeenCalled()
  })

  it('keeps the latest twenty addresses and a hundred texts, and none that nobody typed', async () => {
    const history = await ClientHistory.load(file, log)
    for (let number = 1; number <= 130; number += 1) {
      history.rememberAddress(`ws://${number}`)
      history.rememberSent('text', `m${number}`)
    }
    history.rememberSent('text', 'x'.repeat(10_001))
    expect(history.addresses).toHaveLength(20)
    expect(history.addresses[0]).toBe('ws://130')
    expect(history.sent.text).toHaveLength(100)
    expect(history.sent.text.at(-1)).toBe('m130')
    await history.settled()
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      addresses: history.addresses,
      sent: history.sent,
    })
  })

  it('forgets everything, on disk as well', async () => {
    const history = await ClientHistory.load(file, log)
    history.rememberAddress('ws://secret.example')
    history.rememberSent('text', 'secret')
    history.forget()
    await history.settled()
    expect(history.addresses).toEqual([])
    expect(await readFile(file, 'utf8')).not.toContain('secret')
  })

  it('sets a file that it cannot use aside', async () => {
    await ClientHistory.load(file, log)
    await writeFile(file, '{"addresses":[1]}')
    const history = await ClientHistory.load(file, log)
    expect(history.addresses).toEqual([])
    expect(await readFile(`${file}.unreadable`, 'utf8')).toContain('[1]')
    expect(log).toHaveBeenCalledWith(expect.stringContaining('client-history.json'), expect.anything())
  })
})
