import { describe, expect, it } from 'vitest'
import { contract } from '../../../shared/ipc/contract'
import { closeCodeProblem, closeReasonProblem } from './close-form'

describe('closing with a code and a reason', () => {
  it('accepts exactly the codes that the main process accepts', () => {
    const schema = contract['connections.close'].input
    for (let code = 990; code <= 5010; code++) {
      const accepted = schema.safeParse({ connection: 'c1', code, reason: '' }).success
      expect({ code, accepted: closeCodeProblem(String(code)) === null }).toEqual({ code, accepted })
    }
  })

  it('says what is wrong with a code in words', () => {
    expect(closeCodeProblem('abc')).toBe('A close code is a number, for instance 1000')
    expect(closeCodeProblem('')).toBe('A close code is a number, for instance 1000')
    expect(closeCodeProblem('1006')).toContain('1006 is reserved and never sent')
    expect(closeCodeProblem('2000')).toContain('3000 to 4999')
  })

  it('counts the bytes of a reason, not its characters', () => {
    expect(closeReasonProblem('x'.repeat(123))).toBeNull()
    expect(closeReasonProblem('é'.repeat(62))).toBe('A reason has at most 123 bytes; this one has 124')
  })
})
