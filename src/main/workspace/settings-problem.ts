import type { z } from 'zod'

type Issue = z.core.$ZodIssue

/** `passthrough[0].upstream`, as a person would write it. */
export function pathInWords(path: readonly PropertyKey[]): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index > 0 ? '.' : ''}${String(step)}`))
    .join('')
}

/** A schema issue in words: where in the file, then what is wrong there. */
export function describeIssue(issue: Issue): string {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${pathInWords([...issue.path, key])}: unknown setting`).join('; ')
  }
  const where = pathInWords(issue.path)
  return where === '' ? whatIsWrong(issue) : `${where}: ${whatIsWrong(issue)}`
}

function whatIsWrong(issue: Issue): string {
  if (issue.path.length === 1 && issue.path[0] === 'version') {
    return 'this version of Understudy reads version 1 of the file'
  }
  switch (issue.code) {
    case 'invalid_union':
      if (issue.discriminator === 'to') return 'expected "everyone" or "path" or "room" or "connection"'
      return 'not one of { "any": true }, { "none": true }, { "exact": text }, { "regex": source }, { "jsonpath": query }'
    case 'invalid_type':
      return issue.input === undefined
        ? `missing, expected ${article(issue.expected)}`
        : `expected ${article(issue.expected)}`
    case 'invalid_value':
      return `expected ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`
    case 'too_small':
      return issue.origin === 'string' ? 'must not be empty' : `must be at least ${issue.minimum}`
    case 'too_big':
      if (issue.origin === 'string') return `must have at most ${issue.maximum} characters`
      return `must be at most ${issue.maximum}`
    default:
      return issue.message
  }
}

function article(expected: string): string {
  const name = expected === 'int' ? 'integer' : expected === 'record' ? 'object' : expected
  return /^[aeiou]/.test(name) ? `an ${name}` : `a ${name}`
}
