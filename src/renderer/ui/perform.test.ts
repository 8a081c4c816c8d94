import { notifications, notificationsStore } from '@mantine/notifications'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../shared/errors'
import { failure, success } from '../../shared/result'
import { notifyUndo, withdrawUndos } from './notify-undo'
import { notifyError, perform } from './perform'

const answer = vi.fn()

beforeEach(() => vi.stubGlobal('window', { understudy: { request: answer } }))
afterEach(() => {
  vi.unstubAllGlobals()
  notifications.clean()
})

function shown() {
  const { notifications: visible, queue } = notificationsStore.getState()
  return [...visible, ...queue]
}

describe('perform', () => {
  it('says why it failed until the same works', async () => {
    answer.mockResolvedValueOnce(failure(new AppError('port-taken', 'Port 4400 is in use')))
    expect(await perform('server.start')).toBe(false)
    expect(shown()).toMatchObject([{ message: 'Port 4400 is in use', autoClose: false }])
    answer.mockResolvedValue(success(undefined))
    expect(await perform('console.clear')).toBe(true)
    expect(shown()).toHaveLength(1)
    expect(await perform('server.start')).toBe(true)
    expect(shown()).toEqual([])
  })
})

describe('withdrawUndos', () => {
  it('takes away what could be undone, waiting or shown, and nothing else', () => {
    notifyError('The file is gone')
    for (let index = 0; index < 6; index++) notifyUndo(`Removed ${index}`, () => undefined)
    expect(shown()).toHaveLength(7)
    withdrawUndos()
    expect(shown()).toMatchObject([{ message: 'The file is gone' }])
  })

  it('has each of them gone by itself after eight seconds', () => {
    notifyUndo('Removed noise', () => undefined)
    expect(shown()).toMatchObject([{ autoClose: 8000 }])
  })
})
