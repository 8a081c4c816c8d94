import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locationInStack, readableStack, workspaceUrl } from './workspace-url'

describe('a place in a stack trace', () => {
  it('is found whatever the name of the file', () => {
    const name = fc
      .string({ minLength: 1, unit: 'grapheme' })
      .filter((text) => !/[/\\]/.test(text) && text !== '.' && text !== '..')
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 1, maxLength: 3 }),
        fc.nat(),
        fc.nat(),
        (parts, line, column) => {
          const file = parts.join('/')
          // As Node prints a frame, after it has parsed the name as a URL.
          const stack = `Error: x\n    at f (node:internal:1:2)\n    at onMessage (${new URL(workspaceUrl(file)).href}:${line}:${column})`
          expect(locationInStack(stack)).toEqual({ file, line, column })
          expect(readableStack(stack)).toContain(`(${file}:${line}:${column})`)
        },
      ),
    )
  })

  it('is the topmost one in the workspace', () => {
    const stack = 'Error\n    at a (workspace:handlers/a.ts:1:2)\n    at workspace:handlers/b.ts:3:4'
    expect(locationInStack(stack)).toEqual({ file: 'handlers/a.ts', line: 1, column: 2 })
  })

  it('is null where the workspace has no part in it', () => {
    expect(locationInStack('Error\n    at f (node:internal:1:2)')).toBeNull()
  })
})
