import { describe, expect, it } from 'vitest'
import type { ServerStatus } from '../../shared/model/server'
import { passthroughRuleSchema } from '../../shared/model/workspace'
import { resolveSelf } from './self-upstream'

const rule = (upstream: string) => passthroughRuleSchema.parse({ name: 'a', upstream })
const running = (host: string, scheme = 'ws'): ServerStatus => ({
  state: 'running',
  url: `${scheme}://${host}:4401`,
  host,
  port: 4401,
  loopback: true,
})

describe('resolveSelf', () => {
  it.each([
    ['127.0.0.1', 'ws://127.0.0.1:4401/up?x=1'],
    ['0.0.0.0', 'ws://127.0.0.1:4401/up?x=1'],
    ['::', 'ws://[::1]:4401/up?x=1'],
    ['::1', 'ws://[::1]:4401/up?x=1'],
  ])('leads to the running server on %s', (host, upstream) => {
    expect(resolveSelf(rule('ws://self/up?x=1'), running(host))).toMatchObject({ upstream, verifyTls: true })
  })

  it('speaks TLS where the server does, and takes its own certificate', () => {
    expect(resolveSelf(rule('ws://self'), running('127.0.0.1', 'wss'))).toMatchObject({
      upstream: 'wss://127.0.0.1:4401',
      verifyTls: false,
    })
  })

  it('leaves other upstreams alone, and all of them while the server is stopped', () => {
    const other = rule('ws://selfish.example/self')
    expect(resolveSelf(other, running('127.0.0.1'))).toBe(other)
    const self = rule('ws://self/up')
    expect(resolveSelf(self, { state: 'stopped' })).toBe(self)
  })
})
