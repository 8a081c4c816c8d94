import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { stopDuringSleep } from './machine-sleep'

function setUp(serving: boolean, start: () => Promise<void> = async () => undefined) {
  const events = new EventEmitter()
  const calls: string[] = []
  const reported: unknown[] = []
  let isServing = serving
  const server = {
    isServing: () => isServing,
    start: async () => {
      calls.push('start')
      await start()
      isServing = true
    },
    stop: async () => {
      calls.push('stop')
      isServing = false
    },
  }
  stopDuringSleep(events, server, (error) => reported.push(error))
  const goes = async (...names: string[]) => {
    for (const name of names) events.emit(name)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { goes, calls, reported }
}

it('stops the server for the time that the machine sleeps', async () => {
  const { goes, calls } = setUp(true)
  await goes('suspend')
  expect(calls).toEqual(['stop'])
  await goes('resume')
  expect(calls).toEqual(['stop', 'start'])
})

it('leaves a server alone that was stopped before', async () => {
  const { goes, calls } = setUp(false)
  await goes('suspend', 'resume')
  expect(calls).not.toContain('start')
})

it('starts once, however often the system says that it sleeps or wakes', async () => {
  const { goes, calls } = setUp(true)
  await goes('suspend', 'suspend', 'resume', 'resume')
  expect(calls.filter((call) => call === 'start')).toHaveLength(1)
})

it('says that the server could not start again', async () => {
  const { goes, reported } = setUp(true, () => Promise.reject(new Error('Port 4400 is in use')))
  await goes('suspend', 'resume')
  expect(reported).toEqual([new Error('Port 4400 is in use')])
})
