import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CommandWriter, readCommands } from './command-batch'
import type { HandlerCommands } from './protocol'
import { commandNames, recorder } from './recorder.test-support'

type Call = readonly [keyof HandlerCommands, ...unknown[]]

const number = fc.nat()
const text = fc.string({ unit: 'binary' })
const type = fc.constantFrom('text', 'binary', 'ping', 'pong')
const payload = fc.oneof(text, fc.uint8Array())
const value = fc.option(fc.jsonValue(), { nil: undefined })
const location = fc.option(fc.record({ file: text, line: number, column: number }))
const values = fc.array(fc.record({ preview: text, entries: fc.constant([]), rest: text }), { maxLength: 3 })
const target = fc.record({ url: text, forwardHeaders: fc.array(text), verifyTls: fc.boolean() })
const decision = fc.oneof(
  fc.record({ accept: fc.constant(true), protocol: fc.option(text), handlers: fc.array(text) }),
  fc.record({ accept: fc.constant('unmatched') }),
)

const call: fc.Arbitrary<Call> = fc.oneof(
  fc.tuple(fc.constant('upgradeDecision' as const), number, decision),
  fc.tuple(fc.constant('matched' as const), number, fc.array(text)),
  fc.tuple(fc.constant('calledAt' as const), fc.record({ file: text, line: number, column: number })),
  fc.tuple(fc.constant('send' as const), number, number, type, payload),
  fc.tuple(fc.constant('close' as const), number, number, number, text),
  fc.tuple(fc.constant('join' as const), number, number, text),
  fc.tuple(fc.constant('leave' as const), number, number, text),
  fc.tuple(fc.constant('broadcast' as const), number, text, payload, number),
  fc.tuple(fc.constant('setMetadata' as const), number, text, value),
  fc.tuple(fc.constant('setState' as const), text, value),
  fc.tuple(fc.constant('forward' as const), number, number, text, target, type, payload, fc.boolean()),
  fc.tuple(fc.constant('deliver' as const), number, number, text, type, payload, fc.boolean(), fc.boolean()),
  fc.tuple(fc.constant('drainRequest' as const), number, number),
  fc.tuple(fc.constant('log' as const), number, fc.constantFrom('debug', 'error'), text, location, values),
  fc.tuple(
    fc.constant('failed' as const),
    number,
    number,
    text,
    text,
    fc.record({ message: text, location }),
  ),
  fc.tuple(fc.constant('took' as const), number, fc.array(number)),
  fc.tuple(
    fc.constant('handled' as const),
    number,
    number,
    text,
    fc.option(fc.double({ min: 0 }), { nil: null }),
  ),
  // Answers to what is handled with them, which are one operation.
  fc.tuple(fc.constant('send' as const), fc.constant(7), fc.constant(3), fc.constant('text'), text),
  fc.tuple(
    fc.constant('handled' as const),
    fc.constant(7),
    fc.constant(3),
    fc.constantFrom('a', 'b'),
    number,
  ),
)

function replay(sink: HandlerCommands, calls: readonly Call[]): void {
  for (const [method, ...args] of calls) {
    // The generator above makes arguments that fit the method.
    const run = sink[method] as (...args: readonly unknown[]) => void
    run.apply(sink, args)
  }
}

describe('a batch of commands', () => {
  it('replays every command with its arguments, in order, after a structured clone', () => {
    fc.assert(
      fc.property(fc.array(call), (calls) => {
        const writer = new CommandWriter()
        replay(writer, calls)
        const { sink, calls: seen } = recorder<HandlerCommands>(commandNames)
        readCommands(structuredClone(writer.take()), sink)
        expect(seen).toEqual(calls)
      }),
    )
  })

  it('starts anew once taken', () => {
    const writer = new CommandWriter()
    writer.handled(1, 1, '', null)
    expect(writer.take()).toHaveLength(4)
    expect(writer.isEmpty).toBe(true)
  })

  it('refuses a batch that it does not understand', () => {
    const { sink } = recorder<HandlerCommands>(commandNames)
    expect(() => readCommands([99], sink)).toThrow('Unknown command opcode 99')
  })
})
