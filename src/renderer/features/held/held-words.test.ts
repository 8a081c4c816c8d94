import { expect, it } from 'vitest'
import type { HeldMessage } from '../../../shared/model/hold'
import { fateWords, heldWords, holdingWords, markWords } from './held-words'

const message: HeldMessage = {
  id: 1,
  entry: 7,
  connectionId: 'c1',
  path: '/',
  direction: 'from-client',
  breakpoint: 'all',
  type: 'text',
  preview: 'hi',
  size: 2,
  heldAt: 1_000,
  deadline: 61_000,
}

it('says what happens to a message that nobody decides on, and when', () => {
  expect(fateWords(message, { timeoutMs: 60_000, onTimeout: 'release' }, 1_000)).toBe(
    'released unchanged in 1 min',
  )
  expect(fateWords(message, { timeoutMs: 60_000, onTimeout: 'drop' }, 60_500)).toBe('dropped in 1 s')
  expect(fateWords({ ...message, deadline: null }, { timeoutMs: 60_000, onTimeout: 'never' }, 0)).toBe(
    'held until you decide',
  )
})

it('says how many are held and how many wait behind them', () => {
  expect(heldWords({ total: 1, waiting: 0, messages: [] })).toBe('1 held message')
  expect(heldWords({ total: 2, waiting: 1, messages: [] })).toBe('2 held messages, 1 message behind')
})

it('says on a row what came of a message, and how long it took', () => {
  expect(markWords({ outcome: 'held', ms: 0 })).toBe('held')
  expect(markWords({ outcome: 'edited', ms: 3200 })).toBe('held 3.20 s, edited')
  expect(markWords({ outcome: 'waited', ms: 40 })).toBe('waited 40.0 ms')
})

it('says what the time-out is set to', () => {
  expect(holdingWords({ timeoutMs: 10_000, onTimeout: 'drop' })).toBe('Drop after 10 s')
  expect(holdingWords({ timeoutMs: 100, onTimeout: 'drop' })).toBe('Drop after 100 ms')
  expect(holdingWords({ timeoutMs: 1500, onTimeout: 'release' })).toBe('Release after 1.5 s')
  expect(holdingWords({ timeoutMs: 125_000, onTimeout: 'release' })).toBe('Release after 2 min 5 s')
  expect(holdingWords({ timeoutMs: 1, onTimeout: 'never' })).toBe('Hold until I decide')
})
