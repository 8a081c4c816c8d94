import { describe, expect, it } from 'vitest'
import { directions, origins } from '../../../shared/model/traffic'
import {
  activeChips,
  type ChipSubject,
  chipWords,
  directionChoices,
  emptyFilter,
  hasChip,
  isEmptyFilter,
  kindGroupNames,
  originChoices,
  showOnly,
  toggleChip,
} from './filter-chips'

const subjects: readonly ChipSubject[] = [
  { type: 'connection', id: 'c3' },
  { type: 'room', name: 'lobby' },
  { type: 'direction', direction: 'to-client' },
  { type: 'origin', origin: 'handler' },
  { type: 'kinds', group: 'handshake' },
]

describe('filter chips', () => {
  it('are on after a toggle and off after another', () => {
    for (const subject of subjects) {
      const on = toggleChip(emptyFilter, subject)
      expect(hasChip(on, subject)).toBe(true)
      expect(isEmptyFilter(on)).toBe(false)
      expect(isEmptyFilter(toggleChip(on, subject))).toBe(true)
    }
  })

  it('narrow to several connections at once, and to one alone where only that is asked for', () => {
    const second: ChipSubject = { type: 'connection', id: 'c4' }
    const both = [{ type: 'connection', id: 'c3' } as const, second].reduce(toggleChip, emptyFilter)
    expect(activeChips(both).map(chipWords)).toEqual(['connection c3', 'connection c4'])
    expect(activeChips(showOnly(both, second))).toEqual([second])
    const texts = toggleChip(both, { type: 'kinds', group: 'text' })
    const binaries = showOnly(texts, { type: 'kinds', group: 'binary' })
    expect(binaries.kinds).toEqual(['binary'])
    expect(binaries.connections).toEqual(['c3', 'c4'])
  })

  it('are listed in the same order whichever came first', () => {
    const forwards = subjects.reduce(toggleChip, emptyFilter)
    const backwards = [...subjects].reverse().reduce(toggleChip, emptyFilter)
    expect(activeChips(forwards)).toEqual(subjects)
    expect(activeChips(backwards)).toEqual(subjects)
  })

  it('keep a kind that another chip needs', () => {
    const handshake = toggleChip(emptyFilter, { type: 'kinds', group: 'handshake' })
    const both = toggleChip(handshake, { type: 'kinds', group: 'problem' })
    expect(toggleChip(both, { type: 'kinds', group: 'problem' }).kinds).toEqual(handshake.kinds)
  })

  it('show pings and pongs when somebody asks for them by type', () => {
    expect(toggleChip(emptyFilter, { type: 'kinds', group: 'heartbeat' }).showHeartbeats).toBe(true)
  })

  it('offer every direction and every origin of the model, each with words of its own', () => {
    expect(directionChoices).toEqual(directions)
    expect(originChoices).toEqual(origins)
    const words = [
      ...directionChoices.map((direction) => chipWords({ type: 'direction', direction })),
      ...originChoices.map((origin) => chipWords({ type: 'origin', origin })),
      ...kindGroupNames.map((group) => chipWords({ type: 'kinds', group })),
    ]
    expect(new Set(words).size).toBe(words.length)
  })
})
