import type { z } from 'zod'
import type { HeldMessage, HeldMessages } from '../../src/shared/model/hold'
import { breakpointSchema, type Holding, holdingSchema } from '../../src/shared/model/workspace'
import { type MockOptions, type Mock, startMock } from '../engine-fixture'

type BreakpointInput = z.input<typeof breakpointSchema>

/** Generous: it only ends tests that would wait for ever. */
const limitMs = 15_000

/** Answers each message with itself in capitals. */
export const shoutHandler = `
  import type { WsHandler } from 'understudy'
  export default {
    handlesPath: '/*',
    onMessage: (ctx, message) => ctx.sendText(message.type === 'text' ? message.text.toUpperCase() : 'BYTES'),
  } satisfies WsHandler
`

/** An engine with breakpoints. */
export async function startHolding(
  breakpoints: readonly BreakpointInput[],
  options: MockOptions & { readonly handler?: string; readonly holding?: Partial<Holding> } = {},
): Promise<Mock> {
  const mock = await startMock({ 'handlers/a.ts': options.handler ?? shoutHandler }, options)
  setBreakpoints(mock, breakpoints, options.holding)
  return mock
}

export function setBreakpoints(
  mock: Mock,
  breakpoints: readonly BreakpointInput[],
  holding: Partial<Holding> = {},
): void {
  mock.engine.setBreakpoints(
    breakpoints.map((breakpoint) => breakpointSchema.parse(breakpoint)),
    holdingSchema.parse(holding),
  )
}

/** Resolves once what is held fits. */
export function heldUntil(mock: Mock, fits: (held: HeldMessages) => boolean): Promise<HeldMessages> {
  return new Promise((resolve, reject) => {
    const look = (): boolean => {
      const { held } = mock.engine
      if (!fits(held)) return false
      stop()
      clearTimeout(timer)
      resolve(held)
      return true
    }
    const timer = setTimeout(() => {
      stop()
      reject(new Error(`Held are only: ${JSON.stringify(mock.engine.held).slice(0, 500)}`))
    }, limitMs)
    const stop = mock.engine.events.on('held', look)
    look()
  })
}

/** The only message that is held, once it is. */
export async function theHeld(mock: Mock): Promise<HeldMessage> {
  const { messages } = await heldUntil(mock, ({ total }) => total === 1)
  const [message] = messages
  if (!message) throw new Error('A total of 1 without a message')
  return message
}
