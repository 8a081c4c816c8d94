import { type ConformanceCase, type Expectation, echoes, type Section, send } from '../conformance-case'
import { frame, opcode } from '../frame'
import { type HandshakeOptions, handshake } from '../handshake-request'

const hello = send(frame(opcode.text, 'hello'))
const http = (status: number, ...headers: readonly string[]): Expectation => ({
  kind: 'http',
  status,
  headers,
})

function good(id: string, title: string, sends: string, options: HandshakeOptions): ConformanceCase {
  return { id, title, sends, request: handshake(options), steps: [hello], expects: echoes('hello') }
}

function refused(
  id: string,
  title: string,
  sends: string,
  options: HandshakeOptions,
  ...expected: Parameters<typeof http>
): ConformanceCase {
  return { id, title, sends, request: handshake(options), expects: http(...expected) }
}

const accepted: ConformanceCase[] = [
  {
    id: '14.1.1',
    title: 'A handshake as in RFC 6455 §1.3',
    sends: 'the key of the RFC; the answer has its Sec-WebSocket-Accept',
    upgradeHeaders: ['Upgrade: websocket', 'Connection: Upgrade'],
    steps: [hello],
    expects: echoes('hello'),
  },
  good('14.1.2', 'Names and tokens in other letters', 'upgrade: WebSocket, connection: UPGRADE', {
    headers: { Upgrade: 'WebSocket', Connection: 'UPGRADE' },
  }),
  good('14.1.3', 'Connection with several tokens', 'Connection: keep-alive, Upgrade', {
    headers: { Connection: 'keep-alive, Upgrade' },
  }),
  good('14.1.4', 'A repeated Connection header', 'Connection: keep-alive and Connection: Upgrade', {
    headers: { Connection: ['keep-alive', 'Upgrade'] },
  }),
  good('14.1.5', 'Many headers', '60 headers of 100 bytes', {
    headers: Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`X-Header-${n}`, 'v'.repeat(100)])),
  }),
  good('14.1.6', 'Headers named like parts of an object', '__proto__, constructor, toString', {
    headers: { ['__proto__']: 'x', constructor: 'x', toString: 'x' },
  }),
  good('14.1.7', 'A header with bytes above 7F', 'X-Name: grün in UTF-8', {
    headers: { 'X-Name': 'grün' },
  }),
  good('14.1.8', 'An Origin of this machine', 'Origin: http://localhost:3000', {
    headers: { Origin: 'http://localhost:3000' },
  }),
  {
    id: '14.1.9',
    title: 'Bytes right behind the handshake',
    sends: 'the handshake, a text and a ping in one write',
    pipelined: Buffer.concat([frame(opcode.text, 'early'), frame(opcode.ping, 'bird')]),
    expects: { kind: 'answers', messages: ['early'], pongs: ['bird'] },
  },
  {
    id: '14.1.10',
    title: 'Many messages right behind the handshake',
    sends: 'the handshake and 500 texts in one write',
    pipelined: Buffer.concat(Array.from({ length: 500 }, (_, n) => frame(opcode.text, `early ${n}`))),
    expects: echoes(...Array.from({ length: 500 }, (_, n) => `early ${n}`)),
  },
  {
    id: '14.1.11',
    title: 'Half a frame right behind the handshake',
    sends: 'the handshake and half a text in one write, then the rest',
    pipelined: frame(opcode.text, 'two halves').subarray(0, 9),
    steps: [send(frame(opcode.text, 'two halves').subarray(9))],
    expects: echoes('two halves'),
  },
  {
    id: '14.1.12',
    title: 'Subprotocols: the first that is offered',
    sends: 'Sec-WebSocket-Protocol: chat, superchat',
    request: handshake({ headers: { 'Sec-WebSocket-Protocol': 'chat, superchat' } }),
    upgradeHeaders: ['Sec-WebSocket-Protocol: chat'],
    steps: [hello],
    expects: echoes('hello'),
  },
  {
    id: '14.1.13',
    title: 'Subprotocols in two headers',
    sends: 'two Sec-WebSocket-Protocol headers',
    request: handshake({ headers: { 'Sec-WebSocket-Protocol': ['chat', 'superchat'] } }),
    upgradeHeaders: ['Sec-WebSocket-Protocol: chat'],
    steps: [hello],
    expects: echoes('hello'),
  },
  {
    id: '14.1.14',
    title: 'No subprotocol where none is offered',
    sends: 'a handshake without Sec-WebSocket-Protocol',
    noUpgradeHeaders: ['Sec-WebSocket-Protocol'],
    steps: [hello],
    expects: echoes('hello'),
  },
  {
    id: '14.1.15',
    title: 'An empty line before the handshake',
    sends: 'CRLF and the handshake (RFC 9112 §2.2)',
    request: `\r\n${handshake()}`,
    steps: [hello],
    expects: echoes('hello'),
  },
  {
    id: '14.1.16',
    title: 'IPv6',
    sends: 'a handshake with Host: [::1] to a server that listens on ::1',
    server: 'ipv6',
    request: handshake({ headers: { Host: '[::1]:4400' } }),
    steps: [hello],
    expects: echoes('hello'),
  },
]

/** The handler at /where/* says which path and query it sees, and its parameter. */
function where(
  id: string,
  title: string,
  target: string,
  seen: readonly [string, string, string],
): ConformanceCase {
  const [path, query, name] = seen
  return {
    id,
    title,
    sends: `GET ${target}`,
    request: handshake({ target }),
    expects: echoes(JSON.stringify({ path, query, name })),
  }
}

const targets: ConformanceCase[] = [
  where('14.2.1', 'A path and a query', '/where/a?x=1&y=2', ['/where/a', '1', 'a']),
  where('14.2.2', 'An absolute target', 'http://example.com/where/a?x=1', ['/where/a', '1', 'a']),
  where('14.2.3', 'An absolute target with ws: and a port', 'ws://[::1]:4400/where/a', ['/where/a', '', 'a']),
  where('14.2.4', 'A percent-encoded slash stays part of its segment', '/where/a%2Fb', [
    '/where/a%2Fb',
    '',
    'a/b',
  ]),
  where('14.2.5', 'Percent-encoded UTF-8', '/where/gr%C3%BCn%20%F0%9F%98%80', [
    '/where/gr%C3%BCn%20%F0%9F%98%80',
    '',
    'grün 😀',
  ]),
  where('14.2.6', 'A stray percent sign', '/where/100%', ['/where/100%', '', '100%']),
  where('14.2.7', 'Percent-encoded bytes that are no UTF-8', '/where/%ff', ['/where/%ff', '', '%ff']),
  where('14.2.8', 'A percent-encoded dot segment is no way up', '/where/%2e%2e', ['/where/%2e%2e', '', '..']),
  where('14.2.9', 'A query with an encoded ampersand', '/where/a?x=%26&y=2', ['/where/a', '&', 'a']),
  where('14.2.10', 'A parameter named like a part of an object', '/where/__proto__?__proto__=1&x=2', [
    '/where/__proto__',
    '2',
    '__proto__',
  ]),
  where('14.2.11', 'A long path', `/where/${'p'.repeat(8000)}`, [
    `/where/${'p'.repeat(8000)}`,
    '',
    'p'.repeat(8000),
  ]),
].map((one) => (one.id === '14.2.11' ? { ...one, sends: 'a path of 8,007 bytes' } : one))

const version = (value: string | readonly string[] | null) => ({
  headers: { 'Sec-WebSocket-Version': value },
})
const key = (value: string | readonly string[] | null) => ({ headers: { 'Sec-WebSocket-Key': value } })
const spoken = 'Sec-WebSocket-Version: 13'

const refusals: ConformanceCase[] = [
  refused('14.3.1', 'Version 8', 'Sec-WebSocket-Version: 8', version('8'), 426, spoken),
  refused('14.3.2', 'Version 0', 'Sec-WebSocket-Version: 0', version('0'), 426, spoken),
  refused('14.3.3', 'Version 14', 'Sec-WebSocket-Version: 14', version('14'), 426, spoken),
  refused(
    '14.3.4',
    'A version that is no number',
    'Sec-WebSocket-Version: thirteen',
    version('thirteen'),
    426,
    spoken,
  ),
  refused('14.3.5', 'Two versions', 'Sec-WebSocket-Version: 13, twice', version(['13', '13']), 426, spoken),
  refused('14.3.6', 'No version', 'no Sec-WebSocket-Version', version(null), 426, spoken),
  refused('14.3.7', 'No key', 'no Sec-WebSocket-Key', key(null), 400),
  refused('14.3.8', 'An empty key', 'Sec-WebSocket-Key without a value', key(''), 400),
  refused(
    '14.3.9',
    'A key that is no base64',
    'Sec-WebSocket-Key: !!!',
    key('!!!!!!!!!!!!!!!!!!!!!!=='),
    400,
  ),
  refused('14.3.10', 'A key of 15 bytes', 'a key that is too short', key('AAAAAAAAAAAAAAAAAAAA'), 400),
  refused('14.3.11', 'A key of 17 bytes', 'a key that is too long', key('AAAAAAAAAAAAAAAAAAAAAAA='), 400),
  refused(
    '14.3.12',
    'Two keys',
    'Sec-WebSocket-Key twice',
    key(['dGhlIHNhbXBsZSBub25jZQ==', 'dGhlIHNhbXBsZSBub25jZQ==']),
    400,
  ),
  refused(
    '14.3.13',
    'Another upgrade',
    'Upgrade: h2c',
    { headers: { Upgrade: 'h2c' } },
    426,
    'Upgrade: websocket',
  ),
  {
    ...refused(
      '14.3.14',
      'No Upgrade header',
      'Connection: Upgrade alone',
      { headers: { Upgrade: null } },
      426,
      'Upgrade: websocket',
    ),
    expects: { kind: 'http', status: 426, headers: ['Upgrade: websocket'], keepsAlive: true },
  },
  {
    ...refused(
      '14.3.15',
      'No Connection header',
      'Upgrade: websocket alone',
      { headers: { Connection: null } },
      426,
    ),
    expects: { kind: 'http', status: 426, headers: ['Upgrade: websocket'], keepsAlive: true },
  },
  refused('14.3.16', 'POST', 'POST instead of GET', { method: 'POST' }, 405, 'Allow: GET'),
  refused('14.3.17', 'HTTP/1.0', 'a handshake in HTTP/1.0 (RFC 6455 §4.2.1)', { version: 'HTTP/1.0' }, 505),
  refused('14.3.18', 'No Host', 'no Host header (RFC 6455 §4.2.1)', { headers: { Host: null } }, 400),
  refused('14.3.19', 'Two Hosts', 'two Host headers', { headers: { Host: ['a.example', 'b.example'] } }, 400),
  refused(
    '14.3.20',
    'A repeated subprotocol',
    'Sec-WebSocket-Protocol: a, a',
    { headers: { 'Sec-WebSocket-Protocol': 'a, a' } },
    400,
  ),
  refused(
    '14.3.21',
    'A subprotocol that is no token',
    'Sec-WebSocket-Protocol: a b',
    { headers: { 'Sec-WebSocket-Protocol': 'a b' } },
    400,
  ),
  refused(
    '14.3.22',
    'An empty list of subprotocols',
    'Sec-WebSocket-Protocol: ,',
    { headers: { 'Sec-WebSocket-Protocol': ',' } },
    400,
  ),
  refused('14.3.23', 'A target without a path', 'GET *', { target: '*' }, 400),
  refused(
    '14.3.24',
    'A web page of another origin',
    'Origin: https://evil.example',
    { headers: { Origin: 'https://evil.example' } },
    403,
  ),
  refused('14.3.25', 'A page without an origin', 'Origin: null', { headers: { Origin: 'null' } }, 403),
  refused(
    '14.3.28',
    'A foreign host',
    'Host: rebound.example, as in a DNS rebinding attack',
    { headers: { Host: 'rebound.example' } },
    403,
  ),
  refused('14.3.26', 'A path that nothing serves', 'GET /nowhere', { target: '/nowhere' }, 404),
  refused(
    '14.3.27',
    'A refusal by a handler',
    'GET /private',
    { target: '/private' },
    401,
    'WWW-Authenticate: Bearer',
  ),
]

const bytes: ConformanceCase[] = [
  refused(
    '14.4.1',
    'A header of 20,000 bytes',
    'one header beyond the limit of 16 KiB',
    { headers: { 'X-Large': 'x'.repeat(20_000) } },
    431,
  ),
  refused(
    '14.4.2',
    'A megabyte of headers',
    '1,000 headers of 1 KiB; the answer has to arrive all the same',
    { headers: Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`X-${n}`, 'x'.repeat(1000)])) },
    431,
  ),
  refused(
    '14.4.3',
    'A target of 20,000 bytes',
    'a path beyond the limit of 16 KiB',
    { target: `/${'x'.repeat(20_000)}` },
    431,
  ),
  { id: '14.4.4', title: 'No HTTP', sends: 'a line of text', request: 'hello\r\n\r\n', expects: http(400) },
  {
    id: '14.4.5',
    title: 'A TLS greeting',
    sends: 'the start of a TLS handshake to a server without TLS',
    request: Buffer.from('1603010200010001fc0303', 'hex'),
    expects: http(400),
  },
  {
    id: '14.4.6',
    title: 'A frame instead of a handshake',
    sends: 'a masked text frame',
    request: frame(opcode.text, 'hello'),
    expects: http(400),
  },
  {
    id: '14.4.7',
    title: 'A header without a colon',
    sends: 'a broken header line',
    request: handshake().replace('Host: ', 'Host '),
    expects: http(400),
  },
  {
    id: '14.4.8',
    title: 'A NUL in a header',
    sends: 'X: a NUL b',
    request: handshake({ headers: { X: 'a\0b' } }),
    expects: http(400),
  },
  {
    id: '14.4.9',
    title: 'A header name with a space',
    sends: 'Host : x',
    request: handshake().replace('Host:', 'Host :'),
    expects: http(400),
  },
  {
    id: '14.4.10',
    title: 'A folded header',
    sends: 'a header that goes on in the next line (RFC 9112 §5.2)',
    request: handshake({ headers: { X: 'a\r\n b' } }),
    steps: [],
    expects: http(400),
  },
  {
    id: '14.4.11',
    title: 'A target with a raw space',
    sends: 'GET /a b',
    request: handshake({ target: '/a b' }),
    expects: http(400),
  },
  {
    id: '14.4.12',
    title: 'An HTTP version that does not exist',
    sends: 'GET / HTTP/9.9',
    request: handshake({ version: 'HTTP/9.9' }),
    expects: http(400),
  },
  {
    id: '14.4.13',
    title: 'CONNECT',
    sends: 'a proxy request',
    request: 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n',
    expects: { kind: 'ends' },
  },
  {
    id: '14.4.14',
    title: 'A plain request',
    sends: 'GET / without an upgrade',
    request: 'GET / HTTP/1.1\r\nHost: x\r\n\r\n',
    expects: { kind: 'http', status: 426, headers: ['Upgrade: websocket'], keepsAlive: true },
  },
  {
    id: '14.4.15',
    title: 'Garbage behind a refused handshake',
    sends: 'a bad handshake and 256 KiB in one write; the answer has to arrive all the same',
    request: handshake(version('8')),
    pipelined: Buffer.alloc(262_144, 7),
    expects: http(426, spoken),
  },
]

const slow: readonly ConformanceCase[] = [
  {
    id: '14.5.1',
    title: 'Headers that never end',
    sends: 'a request line and one header, then nothing',
    request: 'GET /echo HTTP/1.1\r\nHost: x\r\n',
    expects: http(408),
  },
  {
    id: '14.5.2',
    title: 'A connection that says nothing',
    sends: 'nothing',
    request: '',
    expects: http(408),
  },
  {
    id: '14.5.3',
    title: 'A client that leaves within its headers',
    sends: 'half a handshake and a FIN',
    request: handshake().slice(0, 60),
    steps: [{ do: 'end' }],
    expects: http(400),
  },
  {
    id: '14.5.4',
    title: 'A handshake, 1 byte per write',
    sends: 'the handshake, chopped, and a text',
    choppedRequest: 1,
    steps: [hello],
    expects: echoes('hello'),
  },
]

export const handshakes: Section = {
  number: 14,
  title: 'Handshakes',
  cases: [...accepted, ...targets, ...refusals, ...bytes, ...slow],
}
