import { expect, test } from 'vitest'
import { chooseSteps } from './choose-steps.mjs'

const steps = [{ name: 'lint' }, { name: 'unit' }, { name: 'e2e' }]
const names = (args) => chooseSteps(args, steps).chosen.map(({ name }) => name)

test('no names mean every step', () => {
  expect(names([])).toEqual(['lint', 'unit', 'e2e'])
  expect(names(['--continue'])).toEqual(['lint', 'unit', 'e2e'])
})

test('named steps run in their own order, not in that of the names', () => {
  expect(names(['e2e', 'unit'])).toEqual(['unit', 'e2e'])
})

test('a failure ends the run unless asked otherwise', () => {
  expect(chooseSteps([], steps).continueAfterFailure).toBe(false)
  expect(chooseSteps(['unit', '--continue'], steps).continueAfterFailure).toBe(true)
})

test('a step that does not exist is refused, with those that do', () => {
  expect(() => chooseSteps(['e2', 'unit'], steps)).toThrow('no test step "e2". Steps: lint, unit, e2e')
})
