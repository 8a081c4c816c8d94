import { describe, expect, it } from 'vitest'
import type { RecordedEntry } from '../../shared/model/recording'
import { messageLiteral, stringLiteral, valueLiteral } from './code-literal'
import { ConversationReader } from './exchanges'
import { handlerSource } from './handler-source'

let seq = 0

function entry(part: Partial<RecordedEntry>): RecordedEntry {
  seq += 1
  return {
    t: seq,
    seq,
    kind: 'text',
    direction: 'from-client',
    origin: 'client',
    connection: 'c1',
    path: '/rpc',
    ...part,
  }
}

function asked(text: string, part: Partial<RecordedEntry> = {}): RecordedEntry {
  return entry({ text, ...part })
}

function answered(text: string, part: Partial<RecordedEntry> = {}): RecordedEntry {
  return entry({ text, direction: 'to-client', origin: 'handler', ...part })
}

function conversationOf(...entries: RecordedEntry[]) {
  const reader = new ConversationReader('/rpc')
  for (const one of entries) reader.add(one)
  return reader.conversation()
}

describe('ConversationReader', () => {
  it('takes for a reply what the request caused, however late it came', () => {
    const first = asked('a')
    const second = asked('b')
    const { exchanges, unsolicited } = conversationOf(
      entry({ kind: 'open', direction: 'none' }),
      answered('welcome'),
      first,
      second,
      answered('to b', { cause: second.seq }),
      answered('to a', { cause: first.seq }),
    )
    expect(exchanges.map(({ turns }) => turns[0])).toMatchObject([
      { request: 'a', replies: [{ payload: 'to a' }] },
      { request: 'b', replies: [{ payload: 'to b' }] },
    ])
    expect(unsolicited.map(({ payload }) => payload)).toEqual(['welcome'])
  })

  it('finds the request of an upstream reply by its id, else takes the next message for it', () => {
    const { exchanges, unsolicited } = conversationOf(
      asked('{"id":1,"method":"sum"}'),
      asked('hello'),
      answered('hi', { origin: 'upstream' }),
      answered('{"id":1,"result":3}', { origin: 'upstream' }),
      answered('tick', { origin: 'upstream' }),
    )
    expect(exchanges).toMatchObject([
      { ids: ['id'], turns: [{ replies: [{ payload: '{"id":1,"result":3}' }] }] },
      { ids: [], turns: [{ request: 'hello', replies: [{ payload: 'hi' }] }] },
    ])
    expect(unsolicited.map(({ payload }) => payload)).toEqual(['tick'])
  })

  it('puts requests together that differ in their ids only, and counts those without a reply', () => {
    const { exchanges, unanswered } = conversationOf(
      asked('{"id":1,"method":"now"}'),
      answered('{"id":1,"result":"10:00"}'),
      asked('{"method":"now","id":2}'),
      answered('{"id":2,"result":"10:01"}'),
      asked('nobody answers'),
    )
    expect(exchanges).toHaveLength(1)
    expect(exchanges[0]?.turns).toHaveLength(2)
    expect(unanswered).toBe(1)
  })

  it('takes no message of another connection for a reply, and none on another path', () => {
    const { exchanges, unsolicited } = conversationOf(
      asked('a', { connection: 'c2' }),
      answered('what c2 said', { cause: seq }),
      answered('elsewhere', { path: '/other' }),
    )
    expect(exchanges).toEqual([])
    expect(unsolicited.map(({ payload }) => payload)).toEqual(['what c2 said'])
  })
})

describe('code literals', () => {
  it.each([
    ['plain', "'plain'"],
    ["it's", '"it\'s"'],
    ['say "hi"', '\'say "hi"\''],
    ['a\nb\\', "'a\\nb\\\\'"],
    ['\u2028', "'\\u2028'"],
    ['`y` \\ $', "'`y` \\\\ $'"],
  ])('writes %j as a string that reads back the same', (text, code) => {
    expect(stringLiteral(text)).toBe(code)
    expect(new Function(`return ${code}`)()).toBe(text)
  })

  it('writes JSON as an object where that gives the same text, else as the text', () => {
    expect(messageLiteral('{"a":[1,null],"b-c":"x"}', 0)).toBe("{ a: [1, null], 'b-c': 'x' }")
    expect(messageLiteral('{"a": 1}', 0)).toBe(`'{"a": 1}'`)
    expect(messageLiteral('{"b":1,"1":2}', 0)).toBe(`'{"b":1,"1":2}'`)
    expect(messageLiteral('17', 0)).toBe("'17'")
    expect(messageLiteral(new Uint8Array([1, 2]), 0)).toBe("bytes('AQI=')")
  })

  it('breaks what is too long for a line, and keeps a key called __proto__ a key', () => {
    const value: unknown = JSON.parse(`{"__proto__":1,"list":["${'x'.repeat(60)}","${'y'.repeat(60)}"]}`)
    const code = valueLiteral(value, 0)
    expect(code.split('\n').every((line) => line.length <= 100)).toBe(true)
    expect(JSON.stringify(new Function(`return ${code}`)())).toBe(JSON.stringify(value))
  })
})

describe('handlerSource', () => {
  it('says where it came from, and what is not in it', () => {
    const conversation = conversationOf(asked('ping'), answered('pong'), asked('quiet'))
    const source = handlerSource({
      from: 'recordings/a.jsonl',
      path: '/rpc',
      conversation: { ...conversation },
    })
    expect(source).toContain('// Made by Understudy from recordings/a.jsonl.')
    expect(source).toContain('// 2 messages from the client had no reply and are not in here.')
    expect(source).toContain("handlesPath: '/rpc'")
  })

  it('takes a recorded path for what it is, not for a pattern', () => {
    const conversation = conversationOf()
    const source = handlerSource({ from: 'x', path: '/a%20b/:id/*', conversation })
    expect(source).toContain("handlesPath: '/a b/\\\\:id/\\\\*'")
  })

  it('leaves out what nobody would read, and says so', () => {
    const turns = (index: number) => ({
      ids: [],
      turns: [{ request: `${index}`, replies: [{ afterMs: 0, payload: 'x'.repeat(300_000) }] }],
    })
    const conversation = {
      exchanges: [0, 1, 2, 3, 4].map(turns),
      unsolicited: [],
      unanswered: 0,
      connections: 1,
    }
    const source = handlerSource({ from: 'x', path: '/', conversation })
    expect(source).toContain('2 further entries did not fit')
    expect(source.length).toBeLessThan(1_100_000)
  })
})
