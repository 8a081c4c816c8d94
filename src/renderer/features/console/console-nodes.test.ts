import { describe, expect, it } from 'vitest'
import type { LoggedValue } from '../../../shared/model/logged-value'
import { consoleNodes } from './console-nodes'

const leaf = (preview: string): LoggedValue => ({ preview, entries: [], rest: '' })
const inner: LoggedValue = { preview: '{ b: 1 }', entries: [{ label: 'b', value: leaf('1') }], rest: '' }
const outer: LoggedValue = { preview: '{ a: {…} }', entries: [{ label: 'a', value: inner }], rest: '3 more' }

function rows(values: readonly LoggedValue[], ...expanded: readonly string[]): readonly string[] {
  return consoleNodes({ id: 7, text: 'line', values }, new Set(expanded)).map(
    ({ level, label, text, expanded: open }) => `${level} ${label}|${text}|${open}`,
  )
}

describe('the rows of a line with values', () => {
  it('are the line alone until it is expanded', () => {
    expect(rows([outer])).toEqual(['1 |line|false'])
  })

  it('are the members of the only value, and how many were not kept', () => {
    expect(rows([outer], '7')).toEqual(['1 |line|true', '2 a|{ b: 1 }|false', '2 |3 more|null'])
  })

  it('go down where a member is expanded', () => {
    expect(rows([outer], '7', '7/0')).toEqual([
      '1 |line|true',
      '2 a|{ b: 1 }|true',
      '3 b|1|null',
      '2 |3 more|null',
    ])
  })

  it('number several values', () => {
    expect(rows([inner, outer], '7')).toEqual(['1 |line|true', '2 1|{ b: 1 }|false', '2 2|{ a: {…} }|false'])
  })
})
