import { expect, it } from 'vitest'
import { baseName, sampleTitle } from './workspace-names'

it('shows a sample by its title', () => {
  expect(sampleTitle('live-prices')).toBe('Live prices')
  expect(sampleTitle('chat')).toBe('Chat')
})

it('shows a folder by its last part, on any system', () => {
  expect(baseName('/home/ada/my-mocks/')).toBe('my-mocks')
  expect(baseName('C:\\mocks\\shop')).toBe('shop')
  expect(baseName('/')).toBe('/')
})
