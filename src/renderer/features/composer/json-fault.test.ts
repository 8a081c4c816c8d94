import { describe, expect, it } from 'vitest'
import { formatJsonTemplate, jsonFault, jsonTemplateFault } from './json-fault'

describe('JSON as it is typed', () => {
  it('is faulted with line and column', () => {
    expect(jsonFault('{ "a": 1 }')).toBeNull()
    expect(jsonFault('{\n  "a": 1\n  "b": 2\n}')).toBe('line 3, column 3: comma expected')
    expect(jsonFault('')).toBe('line 1, column 1: value expected')
  })

  it('may have placeholders in strings and in place of values', () => {
    expect(jsonTemplateFault('{"id": "{{uuid}}", "n": {{seq}}}')).toBeNull()
    expect(jsonTemplateFault('{"n": {{helpers.arrayElement([{"a":{"b":"x"}}])}}}')).toBeNull()
    expect(jsonTemplateFault('{"n": {{seq}} "m": 1}')).toBe('line 1, column 15: comma expected')
  })

  it('is formatted around its placeholders', () => {
    expect(formatJsonTemplate('{"id":"{{uuid}}","n":{{seq}}}')).toBe(
      '{\n  "id": "{{uuid}}",\n  "n": {{seq}}\n}',
    )
  })
})
