import { describe, expect, it } from 'vitest'
import { parseRequestTarget } from './request-target'

describe('a request target', () => {
  it.each([
    ['/', { path: '/', query: '' }],
    ['/ws/chat?room=a&x=%20', { path: '/ws/chat', query: 'room=a&x=%20' }],
    ['/a%2Fb', { path: '/a%2Fb', query: '' }],
    ['/a?b?c', { path: '/a', query: 'b?c' }],
    ['/a#part', { path: '/a', query: '' }],
    ['ws://host:1/a?b', { path: '/a', query: 'b' }],
    ['http://host', { path: '/', query: '' }],
    ['http://host?x', { path: '/', query: 'x' }],
  ])('%s is split without decoding', (target, expected) => {
    expect(parseRequestTarget(target)).toEqual(expected)
  })

  it.each(['*', '', 'host:80', 'chat'])('%s has no path', (target) => {
    expect(parseRequestTarget(target)).toBeNull()
  })
})
