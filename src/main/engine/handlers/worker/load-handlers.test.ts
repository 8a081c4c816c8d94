import { describe, expect, it } from 'vitest'
import type * as api from '../../../../shared/handler-api/understudy'
import { loadHandlers } from './load-handlers'

const handler: api.WsHandler = { onMessage: () => undefined }

async function load(exports: Readonly<Record<string, unknown>>): ReturnType<typeof loadHandlers> {
  const modules = Object.keys(exports).map((file) => ({ file, url: file }))
  return loadHandlers(modules, async (url) => exports[url])
}

async function names(exports: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
  const result = await load(exports)
  return result.ok ? result.handlers.map(({ name }) => name) : result.problems.map(({ message }) => message)
}

describe('loading handlers', () => {
  it('takes a handler, an array of them, or a class', async () => {
    class Chat {
      readonly handlesPath = '/chat'
      onMessage(): void {
        throw new Error('never called here')
      }
    }
    const result = await load({
      'a.ts': { default: handler },
      'b.ts': { default: [handler, Chat] },
      'c.ts': { default: Chat },
    })
    expect(result).toMatchObject({ ok: true })
    if (result.ok)
      expect(result.handlers.map((one) => one.handler instanceof Chat)).toEqual([false, false, true, true])
  })

  it('names them by file, numbered where a file or a name comes again', async () => {
    expect(
      await names({
        'handlers/chat.ts': { default: [handler, handler] },
        'handlers/sub/chat.ts': { default: handler },
        'handlers/x.ts': { default: { ...handler, name: 'Prices\tlive' } },
      }),
    ).toEqual(['chat.ts', 'chat.ts #2', 'chat.ts #3', 'Prices live'])
  })

  it.each([
    ['nothing', {}, 'handlers/a.ts has no default export'],
    ['a text', { default: 'x' }, 'is no handler but a string'],
    ['a function', { default: () => 1 }, 'is no handler but a function'],
    [
      'null in an array',
      { default: [null] },
      'Item 1 of the default export of handlers/a.ts is no handler but null',
    ],
    ['an object of nothing that we know', { default: { onMesage: 1 } }, 'neither handlesPath nor a callback'],
    ['a callback that is none', { default: { onConnect: 'x' } }, 'onConnect is not a function'],
    ['a name that is no text', { default: { ...handler, name: 5 } }, 'name is not a text'],
    [
      'actions that are no functions',
      { default: { actions: { a: 1 } } },
      'actions is not an object of functions',
    ],
    ['an invalid path', { default: { ...handler, handlesPath: '/(x)' } }, 'path pattern is invalid'],
    ['a path of a wrong type', { default: { ...handler, handlesPath: 5 } }, 'handlesPath is no path pattern'],
  ])('refuses %s, naming the file', async (_what, exported, message) => {
    const result = await load({ 'handlers/a.ts': exported })
    expect(result).toEqual({
      ok: false,
      problems: [
        {
          message: expect.stringContaining(message),
          location: { file: 'handlers/a.ts', line: 1, column: 1 },
        },
      ],
    })
  })

  it('tells of every file that does not load', async () => {
    const modules = ['a.ts', 'b.ts'].map((file) => ({ file, url: file }))
    const result = await loadHandlers(modules, (url) => Promise.reject(new Error(`broken ${url}`)))
    expect(result).toMatchObject({
      ok: false,
      problems: [{ message: 'Error: broken a.ts' }, { message: 'Error: broken b.ts' }],
    })
  })

  it('is fine with no files', async () => {
    expect(await load({})).toEqual({ ok: true, handlers: [] })
  })
})
