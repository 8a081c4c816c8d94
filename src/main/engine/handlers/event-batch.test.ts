import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EventWriter, readEvents } from './event-batch'
import type { AdoptedConnection, HandlerEvents } from './protocol'
import { recorder } from './recorder.test-support'

type Call = readonly [keyof HandlerEvents, ...unknown[]]

const methods = [
  'upgrade',
  'opened',
  'adopted',
  'message',
  'upstreamMessage',
  'closed',
  'joined',
  'left',
  'metadataSet',
  'stateSet',
  'drained',
  'action',
  'rules',
  'ruleSwitched',
  'ruleSwitchedFor',
] as const satisfies readonly (keyof HandlerEvents)[]

const number = fc.nat()
const text = fc.string({ unit: 'binary' })
const bytes = fc.uint8Array()
const type = fc.constantFrom('text', 'binary', 'ping', 'pong')
const payload = fc.oneof(text, bytes)
const value = fc.option(fc.jsonValue(), { nil: undefined })
const info = fc.record({
  path: text,
  query: text,
  headers: fc.dictionary(text, text),
  remoteAddress: text,
  protocols: fc.array(text),
})
const adopted: fc.Arbitrary<Partial<AdoptedConnection>> = fc.record({
  connection: number,
  rooms: fc.array(text),
})
const close = fc.record({ code: number, reason: text, wasClean: fc.boolean() })

const call: fc.Arbitrary<Call> = fc.oneof(
  fc.tuple(fc.constant('upgrade' as const), number, info),
  fc.tuple(fc.constant('opened' as const), number, adopted),
  fc.tuple(fc.constant('adopted' as const), number, adopted, fc.boolean()),
  fc.tuple(fc.constant('message' as const), number, number, type, payload),
  fc.tuple(fc.constant('upstreamMessage' as const), number, number, text, type, payload),
  fc.tuple(fc.constant('closed' as const), number, number, close),
  fc.tuple(fc.constant('joined' as const), number, text),
  fc.tuple(fc.constant('left' as const), number, text),
  fc.tuple(fc.constant('metadataSet' as const), number, text, value),
  fc.tuple(fc.constant('stateSet' as const), text, value),
  fc.tuple(fc.constant('drained' as const), number, number),
  fc.tuple(fc.constant('action' as const), number, text, text, value),
  fc.tuple(fc.constant('rules' as const), fc.array(fc.record({ name: text }))),
  fc.tuple(fc.constant('ruleSwitched' as const), text, fc.boolean()),
  fc.tuple(
    fc.constant('ruleSwitchedFor' as const),
    number,
    text,
    fc.option(fc.boolean(), { nil: undefined }),
  ),
)

function replay(sink: HandlerEvents, calls: readonly Call[]): void {
  for (const [method, ...args] of calls) {
    // The generator above makes arguments that fit the method.
    const run = sink[method] as (...args: readonly unknown[]) => void
    run.apply(sink, args)
  }
}

describe('a batch of events', () => {
  it('replays every event with its arguments, in order, after a structured clone', () => {
    fc.assert(
      fc.property(fc.array(call), (calls) => {
        const writer = new EventWriter()
        replay(writer, calls)
        const { sink, calls: seen } = recorder<HandlerEvents>(methods)
        readEvents(structuredClone(writer.take()), sink)
        expect(seen).toEqual(calls)
      }),
    )
  })

  it('starts anew once taken', () => {
    const writer = new EventWriter()
    writer.drained(1, 2)
    expect(writer.isEmpty).toBe(false)
    const first = writer.take()
    expect(writer.isEmpty).toBe(true)
    writer.drained(3, 4)
    expect(first).not.toEqual(writer.take())
  })

  it('carries only the bytes of the message, not the pool that they were cut from', () => {
    const writer = new EventWriter()
    const pool = new Uint8Array(65_536)
    writer.message(1, 1, 'binary', pool.subarray(10, 20))
    const sent = writer.take().find((item) => item instanceof Uint8Array)
    expect(sent?.buffer.byteLength).toBe(10)
  })

  it('refuses a batch that it does not understand', () => {
    const { sink } = recorder<HandlerEvents>(methods)
    expect(() => readEvents([99], sink)).toThrow('Unknown event opcode 99')
  })
})
