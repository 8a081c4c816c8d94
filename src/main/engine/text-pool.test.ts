import { expect, it } from 'vitest'
import { TextPool } from './text-pool'

it('gives back the same texts and records, however many there were', () => {
  const texts = new TextPool()
  const record = { host: '127.0.0.1:4400', ['__proto__']: 'x', cookie: 'c'.repeat(5000) }
  for (let round = 0; round < 3000; round += 1) {
    expect(texts.share(`key ${round}`)).toBe(`key ${round}`)
    if (round % 500 === 0) expect(texts.shareValues(record)).toEqual(record)
  }
})
