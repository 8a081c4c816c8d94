import { randomBytes } from 'node:crypto'
import { constants, deflateRawSync } from 'node:zlib'
import { type ConformanceCase, closes, type Section, send } from '../conformance-case'
import { type DeflateParameters, Deflater } from '../deflate-codec'
import { fragments, frame, opcode, slices } from '../frame'
import { handshake } from '../handshake-request'

const rsv1 = 4
const usual: DeflateParameters = { windowBits: 15, takeover: true }
const offer = (value: string) => handshake({ headers: { 'Sec-WebSocket-Extensions': value } })
const accepted = (parameters: string) => `Sec-WebSocket-Extensions: permessage-deflate${parameters}`
const noAnswer = 'Sec-WebSocket-Extensions'

/** What is sent, by how well it compresses; sizes in bytes. */
const contents: readonly (readonly [name: string, make: (size: number) => string | Buffer])[] = [
  ['JSON', (size) => jsonText(size)],
  ['text with letters of several bytes', (size) => 'grüße 😀 '.repeat(Math.ceil(size / 14))],
  ['zeros', (size) => Buffer.alloc(size)],
  ['random bytes', (size) => randomBytes(size)],
]
const sizes = [0, 16, 64, 256, 1023, 1024, 4096, 8192, 32_768, 131_072]

function jsonText(size: number): string {
  const rows: string[] = []
  for (let index = 0, bytes = 0; bytes < size; index += 1) {
    const row = JSON.stringify({ id: index, symbol: `S${index % 7}`, price: (index * 37) % 1009 })
    bytes += row.length
    rows.push(row)
  }
  return `[${rows.join(',')}]`
}

function compressedFrame(deflater: Deflater, message: string | Buffer): Buffer {
  const code = typeof message === 'string' ? opcode.text : opcode.binary
  return frame(code, deflater.compress(message), { rsv: rsv1 })
}

/** The server compresses from 1,024 bytes on; what does not shrink is sent as it is or compressed. */
function contentCases(): ConformanceCase[] {
  return contents.flatMap(([name, make], group) =>
    sizes.map((size, index) => {
      const messages = [1, 2, 3, 4, 5].map(() => make(size))
      const deflater = new Deflater(usual)
      return {
        id: `12.${group + 1}.${index + 1}`,
        title: `5 messages of ${name}, about ${size} bytes each`,
        sends: 'each as one compressed frame that refers to those before it',
        server: 'compressed' as const,
        request: offer('permessage-deflate'),
        upgradeHeaders: [accepted('')],
        inflate: usual,
        steps: [send(...messages.map((message) => compressedFrame(deflater, message)))],
        expects: { kind: 'answers' as const, messages, compressed: size >= 1024 },
      }
    }),
  )
}

interface Offer {
  readonly header: string
  readonly answer: string
  readonly client: DeflateParameters
  readonly server: DeflateParameters
}

const bits = (windowBits: number): DeflateParameters => ({ windowBits, takeover: true })
const noTakeover: DeflateParameters = { windowBits: 15, takeover: false }
const offers: readonly Offer[] = [
  { header: 'permessage-deflate', answer: '', client: usual, server: usual },
  {
    header: 'permessage-deflate; client_no_context_takeover',
    answer: '; client_no_context_takeover',
    client: noTakeover,
    server: usual,
  },
  {
    header: 'permessage-deflate; server_no_context_takeover',
    answer: '; server_no_context_takeover',
    client: usual,
    server: noTakeover,
  },
  {
    header: 'permessage-deflate; server_no_context_takeover; client_no_context_takeover',
    answer: '; server_no_context_takeover; client_no_context_takeover',
    client: noTakeover,
    server: noTakeover,
  },
  { header: 'permessage-deflate; client_max_window_bits', answer: '', client: usual, server: usual },
  {
    header: 'permessage-deflate; server_max_window_bits=8',
    answer: '; server_max_window_bits=8',
    client: usual,
    server: bits(8),
  },
  {
    header: 'permessage-deflate; server_max_window_bits=9',
    answer: '; server_max_window_bits=9',
    client: usual,
    server: bits(9),
  },
  {
    header: 'permessage-deflate; server_max_window_bits=12',
    answer: '; server_max_window_bits=12',
    client: usual,
    server: bits(12),
  },
  {
    header: 'permessage-deflate; server_max_window_bits="10"',
    answer: '; server_max_window_bits=10',
    client: usual,
    server: bits(10),
  },
  {
    header:
      'permessage-deflate; server_max_window_bits=9; server_no_context_takeover; client_max_window_bits',
    answer: '; server_max_window_bits=9; server_no_context_takeover',
    client: usual,
    server: { windowBits: 9, takeover: false },
  },
  { header: 'x-unknown; a=1, permessage-deflate', answer: '', client: usual, server: usual },
]

function parameterCases(): ConformanceCase[] {
  return offers.flatMap(({ header, answer, client, server }, index) =>
    [2048, 65_536].map((size, variant) => {
      const deflater = new Deflater(client)
      const messages = [1, 2, 3].map(() => jsonText(size))
      return {
        id: `13.${index + 1}.${variant + 1}`,
        title: `The offer "${header}"`,
        sends: `3 compressed texts of about ${size} bytes; answers have to keep to what was agreed`,
        server: 'compressed' as const,
        request: offer(header),
        upgradeHeaders: answer === '' ? [] : [accepted(answer)],
        inflate: server,
        steps: [send(...messages.map((message) => compressedFrame(deflater, message)))],
        expects: { kind: 'answers' as const, messages, compressed: true },
      }
    }),
  )
}

const badOffers = [
  'permessage-deflate; server_max_window_bits=7',
  'permessage-deflate; server_max_window_bits=16',
  'permessage-deflate; server_max_window_bits',
  'permessage-deflate; client_max_window_bits=x',
  'permessage-deflate; client_no_context_takeover=1',
  'permessage-deflate; unknown_parameter',
  'permessage-deflate; server_no_context_takeover; server_no_context_takeover',
  'permessage-deflate;; broken',
  'permessage-deflate; server_max_window_bits="10',
]

function refusedOffers(): ConformanceCase[] {
  return badOffers.map((header, index) => ({
    id: `13.20.${index + 1}`,
    title: `The offer "${header}"`,
    sends: 'a handshake whose offer is invalid',
    server: 'compressed',
    request: offer(header),
    expects: { kind: 'http', status: 400 },
  }))
}

const negotiation: ConformanceCase[] = [
  {
    id: '13.30.1',
    title: 'A client that offers nothing',
    sends: 'a handshake without extensions and a text of 8 KiB',
    server: 'compressed',
    noUpgradeHeaders: [noAnswer],
    steps: [send(frame(opcode.text, 'x'.repeat(8192)))],
    expects: { kind: 'answers', messages: ['x'.repeat(8192)] },
  },
  {
    id: '13.30.2',
    title: 'A server without compression declines',
    sends: 'an offer of permessage-deflate and a text of 8 KiB',
    request: offer('permessage-deflate; client_max_window_bits'),
    noUpgradeHeaders: [noAnswer],
    steps: [send(frame(opcode.text, 'x'.repeat(8192)))],
    expects: { kind: 'answers', messages: ['x'.repeat(8192)] },
  },
  {
    id: '13.30.3',
    title: 'A compressed frame that was declined',
    sends: 'RSV1 to a server that did not agree to compression',
    request: offer('permessage-deflate'),
    steps: [send(compressedFrame(new Deflater(usual), 'compressed'))],
    expects: closes(1002, { messages: [] }),
  },
  {
    id: '13.30.4',
    title: 'An unknown extension is declined',
    sends: 'an offer of x-webkit-deflate-frame and a text',
    server: 'compressed',
    request: offer('x-webkit-deflate-frame'),
    noUpgradeHeaders: [noAnswer],
    steps: [send(frame(opcode.text, 'plain'))],
    expects: { kind: 'answers', messages: ['plain'] },
  },
]

const deflated = (text: string) => new Deflater(usual).compress(text)
const agreed = {
  server: 'compressed',
  request: offer('permessage-deflate'),
  inflate: usual,
} as const

const frames: ConformanceCase[] = [
  {
    ...agreed,
    id: '13.40.1',
    title: 'Plain messages where compression was agreed',
    sends: 'a plain, a compressed and a plain text',
    steps: [
      send(
        frame(opcode.text, 'plain'),
        frame(opcode.text, deflated('compressed'), { rsv: rsv1 }),
        frame(opcode.text, 'plain again'),
      ),
    ],
    expects: { kind: 'answers', messages: ['plain', 'compressed', 'plain again'] },
  },
  {
    ...agreed,
    id: '13.40.2',
    title: 'A compressed message in fragments',
    sends: 'a compressed text, one fragment per byte, with a ping in between',
    steps: [
      send(...fragments(opcode.text, slices(deflated('in many fragments'), 1), rsv1).slice(0, 3)),
      send(frame(opcode.ping, 'between')),
      send(...fragments(opcode.text, slices(deflated('in many fragments'), 1), rsv1).slice(3)),
    ],
    expects: { kind: 'answers', messages: ['in many fragments'], pongs: ['between'] },
  },
  {
    ...agreed,
    id: '13.40.3',
    title: 'RSV1 on a continuation',
    sends: 'a compressed text whose second fragment has RSV1, too (RFC 7692 §6)',
    steps: [
      send(
        frame(opcode.text, deflated('twice').subarray(0, 3), { rsv: rsv1, fin: false }),
        frame(opcode.continuation, deflated('twice').subarray(3), { rsv: rsv1 }),
      ),
    ],
    expects: closes(1002, { messages: [] }),
  },
  {
    ...agreed,
    id: '13.40.4',
    title: 'RSV1 on a ping',
    sends: 'a compressed ping (RFC 7692 §6)',
    steps: [send(frame(opcode.ping, deflated('ping'), { rsv: rsv1 }))],
    expects: closes(1002, { pongs: [] }),
  },
  {
    ...agreed,
    id: '13.40.5',
    title: 'RSV2 where compression was agreed',
    sends: 'a text with RSV2',
    steps: [send(frame(opcode.text, 'x', { rsv: 2 }))],
    expects: closes(1002, { messages: [] }),
  },
  {
    ...agreed,
    id: '13.40.6',
    title: 'Bytes that can’t be decompressed',
    sends: 'RSV1 and bytes that are no DEFLATE blocks',
    steps: [send(frame(opcode.text, Buffer.alloc(32, 0xff), { rsv: rsv1 }))],
    expects: closes(1007, { messages: [] }),
  },
  {
    ...agreed,
    id: '13.40.7',
    title: 'A compressed text that is no UTF-8',
    sends: 'compressed bytes of a surrogate as text',
    steps: [
      send(frame(opcode.text, new Deflater(usual).compress(Buffer.from('eda080', 'hex')), { rsv: rsv1 })),
    ],
    expects: closes(1007, { messages: [] }),
  },
  {
    ...agreed,
    id: '13.40.8',
    title: 'A compressed message of nothing',
    sends: 'one byte 00, which is an empty message (RFC 7692 §7.2.3.6)',
    steps: [send(frame(opcode.text, Buffer.from([0]), { rsv: rsv1 }))],
    expects: { kind: 'answers', messages: [''] },
  },
  {
    ...agreed,
    id: '13.40.9',
    title: 'A block that is not compressed',
    sends: 'a stored DEFLATE block (RFC 7692 §7.2.3.3)',
    steps: [
      send(frame(opcode.text, Buffer.from([0, 5, 0, 0xfa, 0xff, 72, 101, 108, 108, 111, 0]), { rsv: rsv1 })),
    ],
    expects: { kind: 'answers', messages: ['Hello'] },
  },
  {
    ...agreed,
    id: '13.40.10',
    title: 'A block with the final bit',
    sends: 'a DEFLATE block with BFINAL set (RFC 7692 §7.2.3.4), twice',
    steps: [send(...[1, 2].map(() => frame(opcode.text, finalBlock('Hello'), { rsv: rsv1 })))],
    expects: { kind: 'answers', messages: ['Hello', 'Hello'] },
  },
]

function finalBlock(text: string): Buffer {
  return Buffer.concat([deflateRawSync(text, { finishFlush: constants.Z_FINISH }), Buffer.from([0])])
}

const small = { ...agreed, server: 'small' } as const
const bombs: ConformanceCase[] = [
  {
    ...small,
    id: '13.50.1',
    title: 'A decompression bomb',
    sends: '16 MiB of zeros in 16 KiB where maxPayload is 64 KiB',
    steps: [
      send(frame(opcode.binary, new Deflater(usual).compress(Buffer.alloc(16 * 1024 * 1024)), { rsv: rsv1 })),
    ],
    expects: closes(1009, { messages: [] }),
  },
  {
    ...small,
    id: '13.50.2',
    title: 'A decompression bomb in fragments',
    sends: '16 MiB of zeros in fragments of 64 bytes',
    steps: [
      send(
        ...fragments(
          opcode.binary,
          slices(new Deflater(usual).compress(Buffer.alloc(16 * 1024 * 1024)), 64),
          rsv1,
        ),
      ),
    ],
    expects: closes(1009, { messages: [] }),
  },
  {
    ...small,
    id: '13.50.3',
    title: 'One byte more than maxPayload',
    sends: '64 KiB and a byte, compressed',
    steps: [send(frame(opcode.binary, new Deflater(usual).compress(Buffer.alloc(65_537)), { rsv: rsv1 }))],
    expects: closes(1009, { messages: [] }),
  },
  {
    ...small,
    id: '13.50.4',
    title: 'Exactly maxPayload',
    sends: '64 KiB, compressed',
    steps: [send(frame(opcode.binary, new Deflater(usual).compress(Buffer.alloc(65_536)), { rsv: rsv1 }))],
    expects: { kind: 'answers', messages: [Buffer.alloc(65_536)] },
  },
]

export const compressedContents: Section = {
  number: 12,
  title: 'permessage-deflate: contents and sizes',
  cases: contentCases(),
}
export const compressionParameters: Section = {
  number: 13,
  title: 'permessage-deflate: parameters, frames and bombs',
  cases: [...parameterCases(), ...refusedOffers(), ...negotiation, ...frames, ...bombs],
}
