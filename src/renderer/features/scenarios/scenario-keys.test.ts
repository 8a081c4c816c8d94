import { expect, it } from 'vitest'
import { scenarioKeyAction } from './scenario-keys'

const plain = { key: '', code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false }
const list = { marked: 1, count: 4 }

it.each([
  [{ key: 'ArrowDown' }, { type: 'mark', index: 2 }],
  [{ key: 'End' }, { type: 'mark', index: 3 }],
  [
    { key: '3', code: 'Digit3' },
    { type: 'choose', index: 3 },
  ],
  [
    { key: '"', code: 'Digit3' },
    { type: 'choose', index: 3 },
  ],
  [
    { key: '2', code: 'Numpad2' },
    { type: 'choose', index: 2 },
  ],
  [
    { key: 'ArrowDown', code: 'Numpad2' },
    { type: 'mark', index: 2 },
  ],
  [{ key: '4', code: 'Digit4' }, null],
  [
    { key: 'ArrowUp', altKey: true },
    { type: 'move', by: -1 },
  ],
  [{ key: '3', code: 'Digit3', ctrlKey: true }, null],
  [{ key: '3', code: 'Digit3', altKey: true }, null],
  [{ key: 'F10', shiftKey: true }, { type: 'menu' }],
  [{ key: 'F2' }, { type: 'edit' }],
  [{ key: 'Delete' }, { type: 'remove' }],
  [{ key: 'Enter' }, null],
])('the key %j means %j in the list of scenarios', (press, action) => {
  expect(scenarioKeyAction({ ...plain, ...press }, list)).toEqual(action)
})
