import { Console } from 'node:console'
import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { captureConsole } from './console-capture'

function capture(use: (console: Console) => void): readonly (readonly [string, string])[] {
  const lines: (readonly [string, string])[] = []
  const target = new Console(new Writable())
  captureConsole(target, (level, text) => lines.push([level, text]))
  use(target)
  return lines
}

describe('the captured console', () => {
  it('keeps the levels', () => {
    expect(
      capture((console) => {
        console.debug('d')
        console.log('l')
        console.info('i')
        console.warn('w')
        console.error('e')
      }),
    ).toEqual([
      ['debug', 'd'],
      ['info', 'l'],
      ['info', 'i'],
      ['warn', 'w'],
      ['error', 'e'],
    ])
  })

  it('formats as Node does', () => {
    expect(capture((console) => console.log('%s is %d', 'a', 1, { b: [new Map([['k', 1]])] }))).toEqual([
      ['info', "a is 1 { b: [ Map(1) { 'k' => 1 } ] }"],
    ])
  })

  it('has groups, counters, assertions and tables', () => {
    const lines = capture((console) => {
      console.group('outer')
      console.log('inner')
      console.groupEnd()
      console.count('n')
      console.assert(true, 'silent')
      console.assert(false, 'loud')
      console.table([{ a: 1 }])
    })
    expect(lines.slice(0, 4)).toEqual([
      ['info', 'outer'],
      ['info', '  inner'],
      ['info', 'n: 1'],
      ['warn', 'Assertion failed: loud'],
    ])
    expect(lines[4]?.[1]).toContain('(index)')
  })

  it('cuts a line that is huge, and says so', () => {
    const [line] = capture((console) => console.log('x'.repeat(100_000)))
    expect(line?.[1].length).toBeLessThan(33_000)
    expect(line?.[1]).toMatch(/… \(100000 characters\)$/)
  })
})
