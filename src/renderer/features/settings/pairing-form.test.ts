import { expect, it } from 'vitest'
import { draftOfPairing, pairingOfDraft, pairingProblem } from './pairing-form'

it('comes back from the form as it is in the file', () => {
  for (const pairing of [{}, { id: [] }, { id: '$.id' }, { id: ['$.id', '$.header.request'] }]) {
    expect(pairingOfDraft(draftOfPairing(pairing))).toEqual(pairing)
  }
})

it('forgets the paths where another way is chosen', () => {
  const draft = draftOfPairing({ id: '$.id' })
  expect(pairingOfDraft({ ...draft, way: 'guess' })).toEqual({})
  expect(pairingOfDraft({ ...draft, way: 'none' })).toEqual({ id: [] })
})

it('names what is wrong with the paths that are to be used', () => {
  expect(pairingProblem({ way: 'paths', paths: [] })).toContain('at least one')
  expect(pairingProblem({ way: 'paths', paths: ['$.id', 'op.n'] })).toMatch(
    /^op\.n: a JSONPath starts with \$/,
  )
  expect(pairingProblem({ way: 'paths', paths: ['$.id'] })).toBeNull()
  expect(pairingProblem({ way: 'none', paths: ['op.n'] })).toBeNull()
})
