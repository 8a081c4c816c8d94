import { describe, expect, it } from 'vitest'
import type { UpstreamTarget } from '../handlers/protocol'
import type { Connection } from '../server/connection'
import { Shortcuts } from './shortcuts'

// It is only a key here.
const connection = {} as Connection
const target: UpstreamTarget = {
  url: 'ws://up/ws',
  forwardHeaders: [],
  onUpstreamClose: 'relay',
  verifyTls: true,
}

describe('Shortcuts', () => {
  it('are what the worker has told of the connection, with what Why says of them', () => {
    const shortcuts = new Shortcuts()
    expect([shortcuts.up(connection), shortcuts.down(connection, 'real')]).toEqual([null, null])
    shortcuts.learnUp(1, connection, 'real', target)
    shortcuts.learnDown(2, connection, 'real')
    expect(shortcuts.up(connection)).toEqual({ rule: 'real', target, step: 'rule real\tsent it upstream' })
    expect(shortcuts.down(connection, 'real')).toBe('rule real\tlet it through to the client')
    expect(shortcuts.down(connection, 'other')).toBeNull()
    expect(shortcuts.up({} as Connection)).toBeNull()
  })

  it('are forgotten when the rules change, and what was decided about messages from before is not learned', () => {
    const shortcuts = new Shortcuts()
    shortcuts.learnUp(1, connection, 'real', target)
    shortcuts.forget(5)
    expect(shortcuts.up(connection)).toBeNull()
    shortcuts.learnUp(5, connection, 'real', target)
    shortcuts.learnDown(4, connection, 'real')
    expect([shortcuts.up(connection), shortcuts.down(connection, 'real')]).toEqual([null, null])
    shortcuts.learnDown(6, connection, 'real')
    expect(shortcuts.down(connection, 'real')).not.toBeNull()
  })
})
