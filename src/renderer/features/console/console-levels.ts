import type { ConsoleLevel, ConsoleLine } from '../../../shared/model/handlers'
import { t } from '../../../shared/text/t'

/** The choice of levels, in the words of the window. */
export const consoleFilters = [
  { value: 'debug', label: t`All levels` },
  { value: 'info', label: t`Info and above` },
  { value: 'warn', label: t`Warnings and errors` },
  { value: 'error', label: t`Errors` },
] as const satisfies readonly { readonly value: ConsoleLevel; readonly label: string }[]

const order: readonly ConsoleLevel[] = ['debug', 'info', 'warn', 'error']

/** The lines of this level and above. */
export function linesFrom(level: ConsoleLevel, lines: readonly ConsoleLine[]): readonly ConsoleLine[] {
  if (level === 'debug') return lines
  const least = order.indexOf(level)
  return lines.filter((line) => order.indexOf(line.level) >= least)
}

/** The level of this name; the lowest where there is none. */
export function levelOf(name: string): ConsoleLevel {
  return order.find((level) => level === name) ?? 'debug'
}
