import { describe, expect, it } from 'vitest'
import { HandlerError } from './handler-error'
import { JsonPath } from './json-path'

const shop = {
  books: [
    { title: 'One', price: 8, tags: ['a', 'b'], author: { name: 'Ada' } },
    { title: 'Two', price: 12, tags: [], author: null },
    { title: 'Three', price: 20, 'in stock': true },
  ],
  limit: 10,
  'a.b': 'dotted',
  mail: 'ada@example.com',
}

const values = (query: string, json: unknown = shop): readonly unknown[] => new JsonPath(query).values(json)

describe('a JSONPath', () => {
  it.each([
    ['$.limit', [10]],
    ['limit', [10]],
    ["$['a.b']", ['dotted']],
    ['$.books[0].title', ['One']],
    ['$.books[-1:].title', ['Three']],
    ['$.books[0,1].price', [8, 12]],
    ['$.books[*].price', [8, 12, 20]],
    ['$..name', ['Ada']],
    ['$.books[(@.length-1)].title', ['Three']],
    ['$.nope', []],
    ['$.nope.deeper', []],
    ['$.books[?(@.price > 10)].title', ['Two', 'Three']],
    ['$.books[?(@.price>10 && @.price<15)].title', ['Two']],
    ['$.books[?(@.title == \'One\' || @.title == "Two")].price', [8, 12]],
    ['$.books[?(@.price < @root.limit)].title', ['One']],
    ["$.books[?(@['in stock'])].title", ['Three']],
    ["$.books[?(@.author.name == 'Ada')].title", ['One']],
    ['$.books[?(!@.tags)].title', ['Three']],
    ['$.books[?(@.tags.length > 0)].title', ['One']],
    ["$.books[?(@.tags && @.tags.includes('b'))].title", ['One']],
    ['$.books[?(/^T/.test(@.title))].title', ['Two', 'Three']],
    ["$.books[?(@.title.toLowerCase().startsWith('tw'))].title", ['Two']],
    ['$.books[?(@.title.match(/e$/))].title', ['One', 'Three']],
    ["$.books[?(typeof @.price == 'number')].price", [8, 12, 20]],
    ["$.books[?(@.price % 3 == 2 ? @.title == 'One' : true)].title", ['One', 'Two']],
    ["$[?(@ == 'dotted')]", ['dotted']],
    ["$[?(@=='ada@example.com')]", ['ada@example.com']],
    ['$.books[*].tags[?(@)]', ['a', 'b']],
    ['$.books[?(@property > 0)].title', ['Two', 'Three']],
  ])('%s finds %j', (query, expected) => {
    expect(values(query)).toEqual(expected)
  })

  it('finds false, zero, null and the empty text like every other value', () => {
    expect(values('$.*', { a: false, b: 0, c: null, d: '' })).toEqual([false, 0, null, ''])
  })

  it('finds nothing in a document that is nested too deeply to be searched', () => {
    const levels = 100_000
    expect(values('$..x', JSON.parse('['.repeat(levels) + ']'.repeat(levels)))).toEqual([])
  })

  it.each([[0], [false], [null], [''], ['text']])('takes the document %j for what it is', (json) => {
    expect(values('$', json)).toEqual([json])
    expect(values('$.x', json)).toEqual([])
  })

  it.each([
    '',
    ' ',
    '$[?(]',
    '$[?(@.a ==)]',
    '$[?(@.a = 1)]',
    '$[?(this.x)]',
    '$[?(@.a; @.b)]',
    '$[?(new Date())]',
    '$.books[(@.x',
    '$.a@other()',
    '$..other@nonsense()',
  ])('refuses %j when it is made', (query) => {
    expect(() => new JsonPath(query)).toThrow(expect.objectContaining({ kind: 'pattern' }))
  })
})

describe('a filter sees nothing outside of the document', () => {
  const document = { name: 'x', list: [1, 2, 3], nested: { deep: {} }, text: 'abc' }

  it.each([
    '$[?(@.constructor)]',
    '$[?(@.__proto__)]',
    '$[?(@.toString)]',
    '$[?(@.hasOwnProperty)]',
    "$[?(@['constructor'])]",
    "$[?(@['__proto__'])]",
    "$[?(@[['constructor']])]",
    '$[?(@.list.push)]',
    '$[?(@.constructor.constructor)]',
    '$[?(process)]',
    '$[?(globalThis)]',
    '$[?(_$_v.constructor)]',
    '$.constructor',
    '$.__proto__',
    '$.toString',
    "$['__proto__']",
    'constructor',
    'toString',
    '$[?(@.__proto__[?(@.x)])]',
    '$[?(@.constructor[?(@.name)])]',
  ])('%s finds nothing', (query) => {
    expect(values(query, document)).toEqual([])
  })

  it.each([
    "$[?(@.constructor.constructor('return process')())]",
    "$[?([].constructor.constructor('return 1')())]",
    "$[?(''.sub.constructor('return 1')())]",
    '$[?(@.list.push(4))]',
    '$[?(@.list.sort())]',
    '$[?(@.list.map(@.x))]',
    '$[?(@.text.repeat(1000000000))]',
    "$[?(''.at.bind(1))]",
    "$[?(@.text.replace('a', 'b'))]",
    '$[?(@.__defineGetter__(1))]',
    '$[?(@.x = 5)]',
    "$[?(import('fs'))]",
    "$[?(require('fs'))]",
  ])('%s is refused', (query) => {
    expect(() => new JsonPath(query)).toThrow(HandlerError)
  })

  it('and changes nothing in it', () => {
    const before = structuredClone(document)
    values("$..[?(@.list && @.list.includes(2) && @.text.slice(1) == 'bc')]", document)
    expect(document).toEqual(before)
  })

  it("takes what a document says for a key, not for a piece of the query's language", () => {
    const query = '$[(@.key)]'
    expect(values(query, { key: 'secret', secret: 1 })).toEqual([1])
    for (const key of ['..', '*', '$', '^', '~', '?(true)', '__proto__', 'constructor', 'a,b']) {
      expect(values(query, { key, a: 1, b: 2 })).toEqual([])
    }
  })

  it('does not run methods of the document', () => {
    expect(values("$[?(@.a == 'x')]", [{ a: { toString: 'x', valueOf: 1 } }])).toEqual([])
    expect(values('$[?(@.a > 1)]', [{ a: { valueOf: 2 } }])).toEqual([])
    expect(values('$[?(@.length > 2)]', [{ length: 3 }, [1, 2, 3], 'abc', 5])).toHaveLength(3)
  })
})
