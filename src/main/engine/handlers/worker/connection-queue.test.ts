import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConnectionQueue } from './connection-queue'

describe('a connection queue', () => {
  it('runs a job at once when nothing is before it', () => {
    const queue = new ConnectionQueue()
    const ran: number[] = []
    queue.add(() => void ran.push(1))
    expect(ran).toEqual([1])
    expect(queue.isIdle).toBe(true)
  })

  it('keeps the order, whichever of the jobs have to wait', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 1000 }), async (waits) => {
        const queue = new ConnectionQueue()
        const order: number[] = []
        const done = new Promise<void>((resolve) => {
          for (const [index, isWaiting] of [...waits, true].entries()) {
            const run = (): void => {
              order.push(index)
              if (index === waits.length) resolve()
            }
            queue.add(() => {
              if (isWaiting) return Promise.resolve().then(run)
              run()
              return undefined
            })
          }
        })
        await done
        expect(order).toEqual([...waits, true].map((_, index) => index))
      }),
      { numRuns: 30 },
    )
  })

  it('does not start a job within another one', () => {
    const queue = new ConnectionQueue()
    const order: string[] = []
    queue.add(() => {
      queue.add(() => void order.push('inner'))
      order.push('outer')
      return undefined
    })
    expect(order).toEqual(['outer', 'inner'])
  })

  it('makes jobs wait for a promise that occupies it', async () => {
    const queue = new ConnectionQueue()
    const order: string[] = []
    queue.occupy(Promise.resolve().then(() => void order.push('occupied')))
    expect(queue.isIdle).toBe(false)
    await new Promise<void>((resolve) =>
      queue.add(() => {
        order.push('next')
        resolve()
        return undefined
      }),
    )
    expect(order).toEqual(['occupied', 'next'])
  })
})
