import type { SourceLocation } from '../../../shared/model/handlers'

/**
 * How source maps of compiled handlers name their files, so that stack traces show `workspace:handlers/chat.ts`
 * and no machine's folders.
 */
const scheme = 'workspace:'

const framePattern = /workspace:([^\s():]+):(\d+):(\d+)/

/** The URL of a file of the workspace; `file` is relative to it, with forward slashes. */
export function workspaceUrl(file: string): string {
  // Parentheses and colons delimit the parts of a stack frame.
  const encoded = file
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/[()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`))
  return scheme + encoded.join('/')
}

/** The topmost frame of a stack trace that is in the workspace's code, or null. */
export function locationInStack(stack: string): SourceLocation | null {
  const found = framePattern.exec(stack)
  if (!found) return null
  const [, file = '', line, column] = found
  return { file: decodeURIComponent(file), line: Number(line), column: Number(column) }
}

/** A stack trace with the workspace's files as their plain names. */
export function readableStack(stack: string): string {
  return stack.replace(
    new RegExp(framePattern, 'g'),
    (_frame, file: string, line: string, column: string) => {
      return `${decodeURIComponent(file)}:${line}:${column}`
    },
  )
}
