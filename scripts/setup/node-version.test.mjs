import { expect, test } from 'vitest'
import { nodeVersionProblem } from './node-version.mjs'

test.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('Node %s is new enough', (version) => {
  expect(nodeVersionProblem(version)).toBeNull()
})

test.each(['20.18.3', '18.20.0', '9.11.2'])('Node %s is refused, naming what is needed', (version) => {
  expect(nodeVersionProblem(version)).toContain(`20.19 or newer; this is Node ${version}`)
})
