/** What a client sends to a sample, and what the messages that it gets have to contain, in order. */
export interface SampleScript {
  readonly sample: string
  readonly path: string
  readonly args: readonly string[]
  /**
   * A string is sent; `expect` waits for the next message that contains the text and skips others before it;
   * `binary` is sent as that many zero bytes.
   */
  readonly steps: readonly (
    | { readonly send: string }
    | { readonly binary: number }
    | { readonly expect: string }
  )[]
}

/** A short conversation with each sample, the same for every client. */
export const sampleScripts: readonly SampleScript[] = [
  {
    sample: 'chat',
    path: '/ws/chat?from=abroad',
    args: [],
    steps: [
      { expect: 'Welcome, c1!' },
      { send: 'grüß dich, 世界 🌍' },
      { expect: 'You said "grüß dich, 世界 🌍"' },
      { binary: 70_000 },
      { expect: 'You said "70000 bytes"' },
      { send: '/join lobby' },
      { expect: 'Joined room: lobby' },
      { send: 'x'.repeat(70_000) },
      { expect: `[lobby] c1: ${'x'.repeat(70_000)}` },
    ],
  },
  {
    sample: 'live-prices',
    path: '/ws/prices',
    args: [],
    steps: [
      { expect: '"symbols"' },
      { send: '{ "subscribe": "ACME" }' },
      { expect: '{"subscribed":"ACME"}' },
      { expect: '"symbol":"ACME"' },
      { expect: '"symbol":"ACME"' },
      { send: '{ "unsubscribe": "ACME" }' },
      { expect: '{"unsubscribed":"ACME"}' },
    ],
  },
  {
    sample: 'passthrough',
    path: '/ws/shop',
    args: ['--scenario', 'Orders for real'],
    steps: [
      { send: '{ "type": "catalogue" }' },
      { expect: '"from":"mock"' },
      { send: '{ "type": "order", "item": "teapot" }' },
      { expect: '"from":"upstream"' },
    ],
  },
]
