import { expect, it } from 'vitest'
import { faultSchema } from '../../../shared/model/workspace'
import { draftOf, faultOf, faultProblems } from './fault-form'

const fault = faultSchema.parse({
  name: 'bad line',
  enabled: true,
  path: '/ws/*',
  latencyMs: { mean: 250, stddev: 75, max: 1000 },
  drop: 0.07,
  throttle: 1500,
  disconnectAfter: 3,
  closeCode: 1006,
})

it('gives back the fault that it was made from', () => {
  expect(faultOf(draftOf(fault), true)).toEqual(fault)
  const idle = faultSchema.parse({ name: 'idle' })
  expect(faultOf(draftOf(idle), false)).toEqual(idle)
})

it('says what is wrong beside each field', () => {
  const wrong = {
    ...draftOf(fault),
    name: '',
    path: 'ws',
    drop: '120',
    disconnectAfter: '1.5',
    throttle: 'x',
  }
  expect(faultProblems(wrong, [])).toEqual({
    name: 'A fault needs a name',
    path: 'A path starts with /, for instance /ws/*',
    drop: 'A number from 0 to 100',
    disconnectAfter: 'A whole number from 1 to 1000000000',
    throttle: 'A number from 1 to 1000000000',
  })
  expect(faultProblems({ ...draftOf(fault), latencyMin: '2000' }, [])).toEqual({
    latencyMax: 'Less than the least',
  })
  expect(faultProblems(draftOf(fault), ['bad line']).name).toBe('Another fault is named “bad line”')
})
