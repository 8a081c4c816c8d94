import { describe, expect, it } from 'vitest'
import { StatsMeter } from './stats-meter'

function steps(meter: StatsMeter, count: number): void {
  for (let step = 0; step < count; step += 1) meter.step()
}

describe('statistics', () => {
  it('count what happened', () => {
    const meter = new StatsMeter()
    meter.received(10)
    meter.received(5)
    meter.sent(3)
    meter.refused()
    meter.limited()
    meter.handlerFailed()
    expect(meter.snapshot(4, 2)).toMatchObject({
      connections: 4,
      rooms: 2,
      received: 2,
      receivedBytes: 15,
      sent: 1,
      sentBytes: 3,
      refused: 1,
      handlerErrors: 1,
      limited: 1,
      latencyP50Ms: null,
      latencyP99Ms: null,
    })
  })

  it('give rates over the last second', () => {
    const meter = new StatsMeter()
    for (let message = 0; message < 50; message += 1) meter.received(1)
    meter.step()
    expect(meter.snapshot(0, 0).receivedPerSecond).toBe(50)
    steps(meter, 9)
    expect(meter.snapshot(0, 0).receivedPerSecond).toBe(50)
    meter.step()
    expect(meter.snapshot(0, 0).receivedPerSecond).toBe(0)
    expect(meter.snapshot(0, 0).received).toBe(50)
  })

  it('give percentiles of the latency to two digits', () => {
    const meter = new StatsMeter()
    for (let ms = 1; ms <= 100; ms += 1) meter.answered(ms)
    const { latencyP50Ms, latencyP99Ms } = meter.snapshot(0, 0)
    expect(latencyP50Ms).toBeGreaterThanOrEqual(49.5)
    expect(latencyP50Ms).toBeLessThanOrEqual(51)
    expect(latencyP99Ms).toBeGreaterThanOrEqual(98)
    expect(latencyP99Ms).toBeLessThanOrEqual(100)
  })

  it('forget latencies after ten seconds', () => {
    const meter = new StatsMeter()
    meter.answered(5)
    steps(meter, 99)
    expect(meter.snapshot(0, 0).latencyP50Ms).not.toBeNull()
    steps(meter, 1)
    expect(meter.snapshot(0, 0).latencyP50Ms).toBeNull()
  })

  it('keep a latency beyond the scale at its end', () => {
    const meter = new StatsMeter()
    meter.answered(10_000_000)
    expect(meter.snapshot(0, 0).latencyP99Ms).toBeGreaterThanOrEqual(60_000)
  })
})
