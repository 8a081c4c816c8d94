import { Console } from 'node:console'
import { Writable } from 'node:stream'
import type { ConsoleLevel, SourceLocation } from '../../../../shared/model/handlers'
import type { LoggedValue } from '../../../../shared/model/logged-value'
import { callerLocation, consoleLine } from './console-text'
import { describeValues } from './logged-values'

type WriteLine = (
  level: ConsoleLevel,
  text: string,
  location: SourceLocation | null,
  values: readonly LoggedValue[],
) => void

const levels = {
  assert: 'warn',
  count: 'info',
  countReset: 'info',
  debug: 'debug',
  dir: 'info',
  dirxml: 'info',
  error: 'error',
  group: 'info',
  groupCollapsed: 'info',
  groupEnd: 'info',
  info: 'info',
  log: 'info',
  table: 'info',
  time: 'info',
  timeEnd: 'info',
  timeLog: 'info',
  trace: 'debug',
  warn: 'warn',
} as const satisfies Partial<Record<keyof Console, ConsoleLevel>>

/** Makes every method of `target` write lines with the place in the workspace that called it. */
export function captureConsole(target: Console, writeLine: WriteLine): void {
  let level: ConsoleLevel = 'info'
  let location: SourceLocation | null = null
  let described: readonly LoggedValue[] = []
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      writeLine(level, consoleLine(String(chunk).replace(/\n$/, '')), location, described)
      done()
    },
  })
  // Node's own console does the formatting, tables, groups and timers.
  const formatter = new Console({ stdout: stream, stderr: stream, colorMode: false })
  // `Object.keys` forgets which keys the table has.
  for (const method of Object.keys(levels) as (keyof typeof levels)[]) {
    const captured = (...values: unknown[]): void => {
      level = levels[method]
      location = callerLocation(captured)
      described = describeValues(inspected(method, values))
      // Each method takes whatever values a console takes.
      const write = formatter[method] as (...values: unknown[]) => void
      write.apply(formatter, values)
    }
    target[method] = captured
  }
}

/** The values of a call that can be looked into; tables, groups and timers say all there is in their text. */
function inspected(method: keyof typeof levels, values: readonly unknown[]): readonly unknown[] {
  switch (method) {
    case 'assert':
      return values[0] ? [] : values.slice(1)
    case 'dir':
      return values.slice(0, 1)
    case 'debug':
    case 'dirxml':
    case 'error':
    case 'info':
    case 'log':
    case 'trace':
    case 'warn':
      return values
    default:
      return []
  }
}
