import path from 'node:path'
import { expect, test } from 'vitest'
import { userCacheFolder } from './user-cache.mjs'

test('the cache is where each system keeps caches', () => {
  expect(userCacheFolder({}, 'linux', '/home/me')).toBe(path.join('/home/me', '.cache', 'understudy'))
  expect(userCacheFolder({ XDG_CACHE_HOME: '/big' }, 'linux', '/home/me')).toBe(
    path.join('/big', 'understudy'),
  )
  expect(userCacheFolder({}, 'darwin', '/Users/me')).toBe(path.join('/Users/me/Library/Caches/understudy'))
  expect(userCacheFolder({ LOCALAPPDATA: '/local' }, 'win32', '/u')).toBe(
    path.join('/local', 'understudy', 'Cache'),
  )
})
