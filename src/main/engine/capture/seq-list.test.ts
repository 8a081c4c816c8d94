import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeqList } from './seq-list'

describe('a list of sequence numbers', () => {
  it('answers like an array, across its blocks and after dropping', () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({ push: fc.integer({ min: 1, max: 9000 }), gap: fc.constantFrom(1, 1, 3) }),
        fc.record({ dropTo: fc.double({ min: 0, max: 1.1, noNaN: true }) }),
      ),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(steps, (run) => {
        const list = new SeqList()
        let model: number[] = []
        let next = 0
        for (const step of run) {
          if ('push' in step) {
            for (let count = 0; count < step.push; count += 1) {
              next += step.gap
              list.push(next)
              model.push(next)
            }
          } else {
            const below = Math.round(next * step.dropTo)
            list.dropBelow(below)
            model = model.filter((seq) => seq >= below)
          }
          expect(list.length).toBe(model.length)
          for (const index of [0, 1, Math.floor(model.length / 2), model.length - 1]) {
            expect(list.at(index)).toBe(model[index] ?? 0)
          }
          expect(list.countUpTo(next / 2)).toBe(model.filter((seq) => seq <= next / 2).length)
        }
      }),
      { numRuns: 40 },
    )
  })
})
