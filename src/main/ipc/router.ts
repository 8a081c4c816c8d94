import type { z } from 'zod'
import { AppError } from '../../shared/errors'
import { requestChannelPrefix, requestNames } from '../../shared/ipc/channels'
import { type Contract, contract, type RequestName, type RequestOutput } from '../../shared/ipc/contract'
import { failure, type Result, success } from '../../shared/result'
import { t } from '../../shared/text/t'
import type { SenderEvent } from './trusted-sender'

/** What a request's handler gets: the input after validation, defaults filled in. */
type ValidInput<N extends RequestName> = z.output<Contract[N]['input']>

type RequestHandler<N extends RequestName> = (
  input: ValidInput<N>,
) => RequestOutput<N> | Promise<RequestOutput<N>>

/** One handler per entry of the contract. */
export type RequestHandlers = { readonly [N in RequestName]: RequestHandler<N> }

/** The part of `ipcMain` that the router needs. */
interface RequestEndpoint {
  handle(channel: string, listener: (event: SenderEvent, input: unknown) => Promise<unknown>): void
  removeHandler(channel: string): void
}

export interface RouterOptions {
  readonly endpoint: RequestEndpoint
  readonly handlers: RequestHandlers
  readonly isTrusted: (event: SenderEvent) => boolean
  /** Told of what should not happen: refused senders and unexpected errors. */
  readonly log: (message: string, error?: unknown) => void
}

/**
 * Answers every request of the contract with a `Result`; nothing is thrown across the boundary.
 * @returns the function that takes the channels down again.
 */
export function startRouter(options: RouterOptions): () => void {
  for (const name of requestNames) {
    options.endpoint.handle(requestChannelPrefix + name, (event, input) =>
      answer(options, name, event, input),
    )
  }
  return () => {
    for (const name of requestNames) options.endpoint.removeHandler(requestChannelPrefix + name)
  }
}

async function answer<N extends RequestName>(
  options: RouterOptions,
  name: N,
  event: SenderEvent,
  input: unknown,
): Promise<Result<RequestOutput<N>>> {
  if (!options.isTrusted(event)) {
    options.log(`Refused "${name}" from ${event.senderFrame?.origin ?? 'a frame that is gone'}`)
    return failure(new AppError('bad-request', t`"${name}" is answered to Understudy's own window only.`))
  }
  try {
    const parsed = contract[name].input.safeParse(input)
    if (!parsed.success) return failure(new AppError('bad-request', describeProblem(name, parsed.error)))
    // The schema is the one of this name, which the compiler can't follow through the index access.
    return success(await options.handlers[name](parsed.data as ValidInput<N>))
  } catch (error) {
    if (error instanceof AppError) return failure(error)
    options.log(`"${name}" failed`, error)
    return failure(unexpected(name, error))
  }
}

function describeProblem(name: string, error: z.ZodError): string {
  const problems = error.issues.map((issue) => {
    const path = issue.path.join('.')
    return path === '' ? issue.message : `${path}: ${issue.message}`
  })
  return `"${name}" was refused: ${problems.join('; ')}`
}

/** An error that nobody foresaw: say what was tried, what the system said, and that nothing else is harmed. */
function unexpected(name: string, error: unknown): AppError {
  const cause = error instanceof Error ? error.message : String(error)
  return new AppError('internal', t`"${name}" failed unexpectedly: ${cause}. The server keeps running.`, {
    cause: error,
  })
}
