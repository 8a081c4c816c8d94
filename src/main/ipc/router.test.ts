import { describe, expect, it, vi } from 'vitest'
import { AppError } from '../../shared/errors'
import { requestChannelPrefix } from '../../shared/ipc/channels'
import { contract } from '../../shared/ipc/contract'
import { type RequestHandlers, startRouter } from './router'
import type { SenderEvent } from './trusted-sender'

const ownWindow: SenderEvent = { sender: {}, senderFrame: { origin: 'app://understudy', parent: null } }
const stranger: SenderEvent = { sender: {}, senderFrame: { origin: 'https://example.com', parent: null } }

function start(overrides: Partial<RequestHandlers> = {}) {
  const listeners = new Map<string, (event: SenderEvent, input: unknown) => Promise<unknown>>()
  const called = vi.fn()
  const everything = Object.fromEntries(
    Object.keys(contract).map((name) => [name, (input: unknown) => called(name, input)]),
  )
  const log = vi.fn()
  const stop = startRouter({
    endpoint: {
      handle: (channel, listener) => listeners.set(channel, listener),
      removeHandler: (channel) => listeners.delete(channel),
    },
    // Stands in for all handlers: the names are those of the contract.
    handlers: { ...(everything as unknown as RequestHandlers), ...overrides },
    isTrusted: (event) => event === ownWindow,
    log,
  })
  const ask = (name: string, input: unknown, event = ownWindow) => {
    const listener = listeners.get(requestChannelPrefix + name)
    if (listener === undefined) throw new Error(`no channel for ${name}`)
    return listener(event, input)
  }
  return { listeners, called, log, ask, stop }
}

describe('router', () => {
  it('has one channel per entry of the contract, and takes them down again', () => {
    const router = start()
    expect([...router.listeners.keys()].sort()).toEqual(
      Object.keys(contract)
        .map((name) => requestChannelPrefix + name)
        .sort(),
    )
    router.stop()
    expect(router.listeners.size).toBe(0)
  })

  it('answers with the value of the handler, with defaults filled in', async () => {
    const router = start()
    router.called.mockReturnValue('fine')
    const answer = await router.ask('client.send', { client: 1, message: { type: 'ping' } })
    expect(answer).toEqual({ ok: true, value: 'fine' })
    expect(router.called).toHaveBeenCalledWith('client.send', {
      client: 1,
      message: { type: 'ping' },
      typed: null,
    })
  })

  it('refuses a foreign sender without calling the handler, and logs it', async () => {
    const router = start()
    const answer = await router.ask('server.stop', undefined, stranger)
    expect(answer).toMatchObject({ ok: false, error: { code: 'bad-request' } })
    expect(router.called).not.toHaveBeenCalled()
    expect(router.log).toHaveBeenCalledWith(expect.stringContaining('https://example.com'))
  })

  it.each([
    ['handlers.read', '../secrets.ts'],
    ['handlers.read', 'handlers/../../secrets.ts'],
    ['handlers.read', 42],
    ['handlers.save', { path: 'handlers/chat.ts' }],
    ['server.setPort', 70_000],
    ['server.start', { unexpected: true }],
    [
      'client.send',
      { client: 1, message: { type: 'ping' }, typed: { kind: 'text', text: 'x'.repeat(10_001) } },
    ],
    ['connections.close', { connection: 'c1', code: 1006, reason: '' }],
    ['connections.close', { connection: 'c1', code: 1000, reason: 'x'.repeat(124) }],
    ['connections.drop', 'everything'],
    ['state.set', { key: 'a', value: () => 1 }],
  ])('refuses a payload that does not fit: %s %j', async (name, input) => {
    const router = start()
    expect(await router.ask(name, input)).toMatchObject({ ok: false, error: { code: 'bad-request' } })
    expect(router.called).not.toHaveBeenCalled()
  })

  it('names the field and the reason of a payload that does not fit', async () => {
    const answer = await start().ask('connections.close', { connection: 'c1', code: 1006, reason: '' })
    expect(answer).toMatchObject({
      error: { message: expect.stringMatching(/connections\.close.*code: a close code is/) },
    })
  })

  it('passes the code and the words of an AppError on', async () => {
    const router = start({
      'connections.drop': () => {
        throw new AppError('connection-closed', 'c7 is closed.')
      },
    })
    expect(await router.ask('connections.drop', 'c7')).toEqual({
      ok: false,
      error: { code: 'connection-closed', message: 'c7 is closed.' },
    })
    expect(router.log).not.toHaveBeenCalled()
  })

  it('turns any other error into "internal", logs it, and says what failed', async () => {
    const error = new Error('disk on fire')
    const router = start({ 'workspace.trust': () => Promise.reject(error) })
    expect(await router.ask('workspace.trust', undefined)).toMatchObject({
      ok: false,
      error: { code: 'internal', message: expect.stringMatching(/workspace\.trust.*disk on fire/) },
    })
    expect(router.log).toHaveBeenCalledWith(expect.any(String), error)
  })
})
