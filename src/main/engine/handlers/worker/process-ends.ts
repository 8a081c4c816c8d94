import { syncBuiltinESMExports } from 'node:module'
import { constants } from 'node:os'

/** What of `process` ends the thread or, with it, the whole program. */
export interface EndingProcess {
  readonly pid: number
  exit(code?: number | string | null): never
  kill(pid: number, signal?: string | number): true
  abort(): never
}

// A function as `captureStackTrace` takes it.
type AnyFunction = (...args: never[]) => unknown

/**
 * Keeps handlers from ending more than their own thread: `process.abort()` and a signal to this process or its
 * group do what `process.exit` does in a worker. Returns the real exit, which handlers can't replace.
 * @param leaving told right before the thread ends: what was called, and the function for the stack's sake; a
 *   null call is an exit, whose code is told by the thread itself
 */
export function containEnds(
  target: EndingProcess,
  leaving: (call: string | null, callee: AnyFunction) => void,
): (code: number) => never {
  const exit = target.exit.bind(target)
  const kill = target.kill.bind(target)
  // 0 is our own group, -1 everything there is, 1 in a container as a rule ourselves.
  const isOurs = (pid: number): boolean => pid === 0 || Math.abs(pid) === 1 || Math.abs(pid) === target.pid
  const guardedKill = (pid: number, signal: string | number = 'SIGTERM'): true => {
    // Asking whether a process is there ends none; a signal without a name is refused by Node itself.
    if (signal === 0 || !isOurs(pid) || !isSignal(signal)) return kill(pid, signal)
    leaving(`process.kill(${pid}, ${JSON.stringify(signal)})`, guardedKill)
    return exit(1)
  }
  const guardedAbort = (): never => {
    leaving('process.abort()', guardedAbort)
    return exit(1)
  }
  const guardedExit: EndingProcess['exit'] = (code) => {
    leaving(null, guardedExit)
    return exit(code)
  }
  Object.assign(target, {
    exit: guardedExit,
    kill: guardedKill,
    abort: guardedAbort,
  })
  // `_kill` is what Node's own `kill` is made of; it has no use but to go round this.
  Object.assign(target, { _kill: (pid: number, signal: number) => (guardedKill(pid, signal) ? 0 : 1) })
  // So that `import { kill } from 'node:process'` finds them as well.
  syncBuiltinESMExports()
  return exit
}

function isSignal(signal: string | number): boolean {
  return typeof signal === 'number'
    ? Object.values<number>(constants.signals).includes(signal)
    : signal in constants.signals
}
