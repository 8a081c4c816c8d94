import { describe, expect, it } from 'vitest'
import { directions, origins, trafficKinds } from '../../../shared/model/traffic'
import { directionGlyph, directionWords, isErrorRow, kindWords, originWords, rowWords } from './row-words'
import { trafficRow } from './traffic-row.test-support'

describe('the words of a traffic row', () => {
  it('shows a message as its preview, and nothing else', () => {
    expect(rowWords(trafficRow({ preview: '{"a":1}' }))).toBe('{"a":1}')
  })

  it('says a close code and its meaning before the reason', () => {
    expect(rowWords(trafficRow({ kind: 'close', code: 1001, preview: 'server stopped' }))).toBe(
      'Closed 1001 going away · server stopped',
    )
    expect(rowWords(trafficRow({ kind: 'close', code: 1006, preview: '' }))).toBe(
      'Closed 1006 lost without a close frame',
    )
    expect(rowWords(trafficRow({ kind: 'upstream-close', code: 4001, preview: 'rule prices' }))).toBe(
      'Upstream closed 4001 the application’s own code · rule prices',
    )
  })

  it('says with which status a handshake was refused and why', () => {
    expect(rowWords(trafficRow({ kind: 'refused', code: 403, preview: 'origin x is not allowed' }))).toBe(
      'Refused 403 Forbidden · origin x is not allowed',
    )
    expect(rowWords(trafficRow({ kind: 'refused', code: 499, preview: '' }))).toBe('Refused 499')
  })

  it('leaves the sentence about discarded entries as it is', () => {
    const preview = '1,845 older entries were discarded'
    expect(rowWords(trafficRow({ kind: 'discarded', preview }))).toBe(preview)
  })

  it('has a word for every kind, direction and origin', () => {
    for (const kind of trafficKinds) {
      expect(kindWords(kind)).not.toBe('')
      expect(rowWords(trafficRow({ kind, preview: 'x' }))).toContain('x')
    }
    expect(new Set(directions.map(directionGlyph)).size).toBe(directions.length)
    expect(new Set(directions.map(directionWords)).size).toBe(directions.length)
    expect(new Set(origins.map(originWords)).size).toBe(origins.length)
  })

  it('counts only what went wrong as an error', () => {
    const errors = trafficKinds.filter((kind) => isErrorRow({ kind, origin: 'engine' }))
    expect(errors).toEqual(['refused', 'upstream-error', 'handler-error'])
  })

  it.each(['handler', 'fault'] as const)('takes no refusal by a %s for an error: it is meant', (origin) => {
    expect(isErrorRow({ kind: 'refused', origin })).toBe(false)
  })
})
