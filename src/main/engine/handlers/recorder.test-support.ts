import type { HandlerCommands } from './protocol'

/** A sink that notes each call as `[method, ...arguments]`. */
export function recorder<Sink extends object>(
  methods: readonly (keyof Sink & string)[],
): { readonly sink: Sink; readonly calls: (readonly unknown[])[] } {
  const calls: (readonly unknown[])[] = []
  const entries = methods.map((method) => [
    method,
    (...args: readonly unknown[]): void => {
      calls.push([method, ...args])
    },
  ])
  // Built from the sink's own method names; all of them return nothing.
  return { sink: Object.fromEntries(entries) as Sink, calls }
}

/** Every command that a handler worker may give. */
export const commandNames = [
  'upgradeDecision',
  'matched',
  'calledAt',
  'send',
  'close',
  'join',
  'leave',
  'broadcast',
  'setMetadata',
  'setState',
  'forward',
  'deliver',
  'drainRequest',
  'log',
  'failed',
  'took',
  'handled',
] as const satisfies readonly (keyof HandlerCommands)[]
