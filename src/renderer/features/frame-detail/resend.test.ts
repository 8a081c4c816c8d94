import { describe, expect, it } from 'vitest'
import type { ClientView } from '../../../shared/model/client'
import { trafficRow } from '../traffic/traffic-row.test-support'
import { resendOf, resendWords } from './resend'

type Client = Pick<ClientView, 'id' | 'status'>
const idle: Client = { id: 2, status: { state: 'idle' } }
const open: Client = { id: 2, status: { state: 'open', address: 'ws://127.0.0.1:1', subprotocol: '' } }
const body = { type: 'text', text: 'hello' } as const
const toClient = { row: trafficRow({ direction: 'to-client', connectionId: 'c7' }), body }
const fromClient = { row: trafficRow({ direction: 'from-client', connectionId: 'c7' }), body }

describe('sending an entry again', () => {
  it('goes to the same connection while that is open', () => {
    expect(resendOf(toClient, idle, (id) => id === 'c7')).toEqual({
      target: { via: 'connection', connection: 'c7' },
      message: body,
    })
    expect(resendOf(toClient, open, () => false)).toBeNull()
  })

  it('is put in as a message of the client that it came from, or of the built-in one where that is gone', () => {
    const again = resendOf(fromClient, open, (id) => id === 'c7')
    expect(again).toEqual({ target: { via: 'handlers', connection: 'c7' }, message: body })
    expect(again && resendWords(again)).toBe('to the handlers, as if c7 had sent it')
    expect(resendOf(fromClient, open, () => false)).toEqual({
      target: { via: 'client', client: 2 },
      message: body,
    })
    expect(resendOf(fromClient, idle, () => false)).toBeNull()
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
