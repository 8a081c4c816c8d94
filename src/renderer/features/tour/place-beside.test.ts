import { expect, it } from 'vitest'
import { placeBeside } from './place-beside'

const card = { offsetWidth: 300, offsetHeight: 150 }
const screen = { innerWidth: 1280, innerHeight: 800 }

it.each([
  ['right of a region at the left', { left: 0, right: 260, top: 50, bottom: 300 }, { left: 268, top: 50 }],
  [
    'left of a region at the right',
    { left: 1000, right: 1280, top: 50, bottom: 300 },
    { left: 692, top: 50 },
  ],
  [
    'below one that takes the whole width',
    { left: 0, right: 1280, top: 0, bottom: 44 },
    { left: 8, top: 52 },
  ],
  ['not below the window', { left: 0, right: 260, top: 780, bottom: 1000 }, { left: 268, top: 642 }],
])('goes %s', (_where, target, place) => {
  expect(placeBeside(target, card, screen)).toEqual(place)
})
