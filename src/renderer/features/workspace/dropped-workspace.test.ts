import { expect, it } from 'vitest'
import { droppedWorkspace } from './dropped-workspace'

it.each([
  [['/mocks/chat'], '/mocks/chat'],
  [['/mocks/chat/understudy.json'], '/mocks/chat'],
  [['C:\\mocks\\understudy.json'], 'C:\\mocks'],
  [['/one', '/two'], null],
  [[''], null],
  [[], null],
])('%j means %j', (paths, folder) => {
  expect(droppedWorkspace(paths)).toBe(folder)
})
