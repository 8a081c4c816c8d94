import { describe, expect, it } from 'vitest'
import { containEnds } from './process-ends'

/** A process that only notes what it was told. */
function contained() {
  const told: string[] = []
  const target = {
    pid: 4321,
    exit(code?: number | string | null): never {
      told.push(`exit ${code}`)
      throw new Error('ended')
    },
    kill(pid: number, signal?: string | number): true {
      told.push(`kill ${pid} ${signal}`)
      return true
    },
    abort(): never {
      throw new Error('aborted the whole process')
    },
  }
  const exit = containEnds(target, (call) => told.push(`leaving ${call}`))
  return { target, told, exit }
}

describe('what ends a process', () => {
  it.each([
    ['its own number', 4321, undefined, 'process.kill(4321, "SIGTERM")'],
    ['its own number, with a signal', 4321, 'SIGKILL', 'process.kill(4321, "SIGKILL")'],
    ['its group', 0, 9, 'process.kill(0, 9)'],
    ['the group that it heads', -4321, 'SIGINT', 'process.kill(-4321, "SIGINT")'],
    ['everything', -1, 'SIGTERM', 'process.kill(-1, "SIGTERM")'],
  ])('a signal to %s ends the thread instead', (_whom, pid, signal, call) => {
    const { target, told } = contained()
    expect(() => target.kill(pid, signal)).toThrow('ended')
    expect(told).toEqual([`leaving ${call}`, 'exit 1'])
  })

  it('an abort does, too', () => {
    const { target, told } = contained()
    expect(() => target.abort()).toThrow('ended')
    expect(told).toEqual(['leaving process.abort()', 'exit 1'])
  })

  it('an exit is told before it happens, unless it is our own', () => {
    const { target, told, exit } = contained()
    expect(() => target.exit(7)).toThrow('ended')
    expect(() => exit(0)).toThrow('ended')
    expect(told).toEqual(['leaving null', 'exit 7', 'exit 0'])
  })

  it('signals to other processes pass, so does the question whether a process is there', () => {
    const { target, told } = contained()
    expect([target.kill(99, 'SIGTERM'), target.kill(4321, 0), target.kill(-99, 'SIGHUP')]).toEqual([
      true,
      true,
      true,
    ])
    expect(told).toEqual(['kill 99 SIGTERM', 'kill 4321 0', 'kill -99 SIGHUP'])
  })

  it('a signal that is none is left to Node, which refuses it', () => {
    const { target, told } = contained()
    target.kill(4321, 'SIGNOTHING')
    expect(told).toEqual(['kill 4321 SIGNOTHING'])
  })
})
