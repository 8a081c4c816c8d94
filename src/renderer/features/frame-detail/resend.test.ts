import { describe, expect, it } from 'vitest'
import type { ClientStatus } from '../../../shared/ipc/snapshot'
import { trafficRow } from '../traffic/traffic-row.test-support'
import { resendOf } from './resend'

const idle: ClientStatus = { state: 'idle' }
const open: ClientStatus = { state: 'open', address: 'ws://127.0.0.1:1', subprotocol: '' }
const body = { type: 'text', text: 'hello' } as const
const toClient = { row: trafficRow({ direction: 'to-client', connectionId: 'c7' }), body }
const fromClient = { row: trafficRow({ direction: 'from-client' }), body }

describe('sending an entry again', () => {
  it('goes to the same connection while that is open', () => {
    expect(resendOf(toClient, idle, (id) => id === 'c7')).toEqual({
      target: { via: 'connection', connection: 'c7' },
      message: body,
    })
    expect(resendOf(toClient, open, () => false)).toBeNull()
  })

  it('goes through the built-in client where the entry came from a client', () => {
    expect(resendOf(fromClient, open, () => true)).toEqual({ target: { via: 'client' }, message: body })
    expect(resendOf(fromClient, idle, () => true)).toBeNull()
  })

  it('keeps binary binary', () => {
    const data = new Uint8Array([1, 2])
    const binary = { row: trafficRow({ kind: 'binary' }), body: { type: 'binary', data } as const }
    expect(resendOf(binary, open, () => true)?.message).toEqual({ type: 'binary', data })
  })

  it('is not offered for what is no message, nor for the upstream leg', () => {
    const close = {
      row: trafficRow({ kind: 'close', direction: 'to-client' }),
      body: { type: 'none' } as const,
    }
    const upstream = { row: trafficRow({ direction: 'to-upstream' }), body }
    expect(resendOf(close, open, () => true)).toBeNull()
    expect(resendOf(upstream, open, () => true)).toBeNull()
  })
})
