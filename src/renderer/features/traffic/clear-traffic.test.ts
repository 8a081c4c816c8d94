import { afterEach, expect, it, vi } from 'vitest'
import { createAppStore } from '../../stores/app-store'
import { clearTraffic } from './clear-traffic'

const marked = [{ seq: 7, note: 'look here' }]

function appWithMarks() {
  const app = createAppStore()
  app.setState({ marks: marked })
  return app
}

/** The main process answers with what `answer` returns. */
function stubRequests(answer: () => unknown): void {
  vi.stubGlobal('window', { understudy: { request: async () => answer() } })
}

afterEach(() => {
  vi.unstubAllGlobals()
})

it('knows of no marks as soon as the traffic is cleared, before a push says so', async () => {
  const app = appWithMarks()
  stubRequests(() => ({ ok: true, value: undefined }))
  await clearTraffic(app)
  expect(app.getState().marks).toEqual([])
})

it('keeps what a push has told in the meantime', async () => {
  const app = appWithMarks()
  const since = [{ seq: 1, note: 'the first of the new ones' }]
  stubRequests(() => {
    app.setState({ marks: since })
    return { ok: true, value: undefined }
  })
  await clearTraffic(app)
  expect(app.getState().marks).toBe(since)
})

it('keeps the marks where clearing failed', async () => {
  const app = appWithMarks()
  stubRequests(() => ({ ok: false, error: { code: 'internal', message: 'The traffic log failed' } }))
  await clearTraffic(app)
  expect(app.getState().marks).toBe(marked)
})
