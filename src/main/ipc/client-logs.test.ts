import { describe, expect, it } from 'vitest'
import type { ClientLine } from '../../shared/model/client'
import { ClientLogs } from './client-logs'

function line(id: number): ClientLine {
  return { id, at: 0, kind: 'sent', text: `line ${id}`, binaryBytes: 0 }
}

describe('the logs of the built-in clients', () => {
  it('keep the lines of one client however many another has', () => {
    const logs = new ClientLogs(10)
    logs.add(1, line(1))
    for (let id = 1; id <= 500; id += 1) logs.add(2, line(id))
    expect(logs.all.map(({ client, lines }) => [client, lines.length])).toEqual([
      [1, 1],
      [2, 10],
    ])
  })

  it('tell only of the clients with something new', () => {
    const logs = new ClientLogs(10)
    logs.add(1, line(1))
    const mark = logs.mark
    expect(logs.isAhead(mark)).toBe(false)
    expect(logs.since(mark)).toEqual([])
    logs.add(2, line(1))
    expect(logs.isAhead(mark)).toBe(true)
    expect(logs.since(mark)).toEqual([{ client: 2, cleared: false, added: [line(1)] }])
  })

  it('tell of a log that was cleared, and of one that is gone', () => {
    const logs = new ClientLogs(10)
    logs.add(1, line(1))
    logs.add(2, line(1))
    const mark = logs.mark
    logs.clear(1)
    logs.forget(2)
    expect(logs.since(mark)).toEqual([
      { client: 2, cleared: true, added: [] },
      { client: 1, cleared: true, added: [] },
    ])
    expect(logs.since(logs.mark)).toEqual([])
  })
})
