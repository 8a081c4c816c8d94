import { describe, expect, it } from 'vitest'
import type { ConnectionSummary } from '../../../shared/model/connection'
import { connectionLines, expansionOf } from './connection-lines'

function connection(id: string, path: string): ConnectionSummary {
  return {
    id,
    path,
    query: '',
    state: 'open',
    remoteAddress: '127.0.0.1',
    subprotocol: '',
    headers: {},
    rooms: [],
    metadata: {},
    passthrough: {},
    faults: {},
    handlers: [],
    received: 0,
    sent: 0,
    receivedBytes: 0,
    sentBytes: 0,
    openedAt: 0,
    closed: null,
  }
}

const connections = new Map(
  [connection('c1', '/b'), connection('c2', '/a/10'), connection('c3', '/b'), connection('c4', '/a/9')].map(
    (one) => [one.id, one],
  ),
)
const words = (grouped: boolean, collapsed: readonly string[] = []) =>
  connectionLines(connections, grouped, new Set(collapsed)).map((line) =>
    line.type === 'path' ? `${line.path} (${line.count})` : line.connection.id,
  )

describe('the lines of the connections', () => {
  it('are in the order in which they came', () => {
    expect(words(false)).toEqual(['c1', 'c2', 'c3', 'c4'])
  })

  it('are below their paths where they are grouped', () => {
    expect(words(true)).toEqual(['/a/9 (1)', 'c4', '/a/10 (1)', 'c2', '/b (2)', 'c1', 'c3'])
    expect(words(true, ['/b'])).toEqual(['/a/9 (1)', 'c4', '/a/10 (1)', 'c2', '/b (2)'])
  })

  it('are opened and closed with keys', () => {
    const [path, member] = connectionLines(connections, true, new Set())
    expect(['Enter', 'ArrowLeft', 'ArrowRight', 'a'].map((key) => expansionOf(key, path))).toEqual([
      false,
      false,
      true,
      null,
    ])
    expect(expansionOf('Enter', member)).toBeNull()
  })
})
