import { expect, it } from 'vitest'
import { markedParts } from './marked-parts'

it('marks every place of the words and keeps the text', () => {
  const parts = markedParts('Sku and SKU.', 'sku')
  expect(parts.filter(({ marked }) => marked).map(({ text }) => text)).toEqual(['Sku', 'SKU'])
  expect(parts.map(({ text }) => text).join('')).toBe('Sku and SKU.')
  expect(markedParts('nothing', 'sku')).toEqual([{ text: 'nothing', marked: false }])
})
