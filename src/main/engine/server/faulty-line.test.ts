import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FaultyLine, type SendVerdict } from './faulty-line'
import { FramedMessage } from './framed-message'

const sound: SendVerdict = { acts: [], copies: 1, delayMs: 0, reorder: null, corruption: null }

describe('the line of messages that faults act on', () => {
  let written: string[]
  let isOpen: boolean
  let line: FaultyLine

  const send = (text: string, verdict: Partial<SendVerdict> = {}) =>
    line.send(new FramedMessage(text), { ...sound, ...verdict })

  beforeEach(() => {
    vi.useFakeTimers()
    written = []
    isOpen = true
    line = new FaultyLine(({ payload }, copies) => {
      if (isOpen) for (let copy = 0; copy < copies; copy += 1) written.push(String(payload))
      return isOpen
    })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('writes at once what neither waits nor has to, as often as it is to come', () => {
    send('twice', { copies: 2 })
    send('never', { copies: 0 })
    expect(written).toEqual(['twice', 'twice'])
    expect(line.isEmpty).toBe(true)
  })

  it('sends nothing before what waits, and says how long that took', () => {
    send('late', { delayMs: 100 })
    const { acts } = send('behind it')
    expect(acts).toEqual([{ fault: '', action: 'waited', ms: expect.closeTo(100) }])
    expect(written).toEqual([])
    expect(line.bytes).toBeGreaterThan(0)
    vi.advanceTimersByTime(100)
    expect(written).toEqual(['late', 'behind it'])
    expect(line.bytes).toBe(0)
  })

  it('lets the next message go first, and ends behind both', () => {
    const trace = send('first', { reorder: 'mixed' })
    expect(trace.acts).toEqual([{ fault: 'mixed', action: 'held-back', ms: null }])
    send('second')
    line.end(() => written.push('end'))
    vi.advanceTimersByTime(1)
    expect(written).toEqual(['second', 'first', 'end'])
    expect(trace.acts).toEqual([{ fault: 'mixed', action: 'reordered' }])
  })

  it('ends at once where nothing waits', () => {
    line.end(() => written.push('end'))
    expect(written).toEqual(['end'])
  })

  it('says of what was forgotten, or came when nothing was taken any more, that it is lost', () => {
    const tooLate = send('too late', { delayMs: 10 })
    isOpen = false
    vi.advanceTimersByTime(10)
    const forgotten = send('forgotten', { delayMs: 10 })
    line.clear()
    expect([tooLate.acts, forgotten.acts]).toEqual([
      [{ fault: '', action: 'lost' }],
      [{ fault: '', action: 'lost' }],
    ])
    expect(line.isEmpty).toBe(true)
  })
})
