import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAppProtocol } from './app-protocol'

describe('app protocol', () => {
  let folder: string
  let serve: (request: Request) => Promise<Response>
  const get = (url: string, init?: RequestInit) => serve(new Request(url, init))

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'understudy-protocol-'))
    await mkdir(join(folder, 'renderer', 'assets'), { recursive: true })
    await writeFile(join(folder, 'secret.txt'), 'secret')
    await mkdir(join(folder, 'renderer-private'))
    await writeFile(join(folder, 'renderer-private', 'secret.txt'), 'secret')
    await writeFile(join(folder, 'renderer', 'index.html'), '<title>Understudy</title>')
    await writeFile(join(folder, 'renderer', 'assets', 'main.js'), 'export {}')
    await writeFile(join(folder, 'renderer', 'assets', 'a b.css'), 'a {}')
    serve = createAppProtocol(join(folder, 'renderer'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('serves the page at the root and the files beside it with their types', async () => {
    const page = await get('app://understudy/')
    expect(page.status).toBe(200)
    expect(await page.text()).toBe('<title>Understudy</title>')
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const script = await get('app://understudy/assets/main.js?v=1#x')
    expect(await script.text()).toBe('export {}')
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect((await get('app://understudy/assets/a%20b.css')).status).toBe(200)
  })

  it('sends the content security policy with every answer, refusals included', async () => {
    for (const url of ['app://understudy/', 'app://understudy/none']) {
      const { headers } = await get(url)
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; connect-src 'self'",
      )
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  it.each([
    'app://understudy/../secret.txt',
    'app://understudy/%2e%2e/secret.txt',
    'app://understudy/..%2fsecret.txt',
    'app://understudy/assets/..%2f..%2fsecret.txt',
    'app://understudy/..%5csecret.txt',
    'app://understudy/%2e%2e%2frenderer-private/secret.txt',
    'app://understudy//etc/passwd',
    'app://understudy/%00',
    'app://other/index.html',
    'app://understudy/assets',
    'app://understudy/nothing.js',
  ])('does not serve %s', async (url) => {
    const response = await get(url)
    expect(response.status).toBe(404)
    expect(await response.text()).toBe('')
  })

  it('answers only reading methods', async () => {
    expect((await get('app://understudy/', { method: 'POST', body: 'x' })).status).toBe(405)
    const head = await get('app://understudy/', { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
  })
})
