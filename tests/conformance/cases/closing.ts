import {
  awaitMessages,
  type ConformanceCase,
  chopped,
  closes,
  type Section,
  type Step,
  send,
} from '../conformance-case'
import { closeFrame, fragments, frame, opcode } from '../frame'
import { handshake } from '../handshake-request'

const atFarewell = handshake({ target: '/farewell' })
/** The handler at /farewell closes with the code and reason that it is told. */
const tellToClose = (code: number, reason: string) => frame(opcode.text, JSON.stringify({ code, reason }))
const awaitClose: Step = { do: 'await-close' }
const end: Step = { do: 'end' }

const basics: ConformanceCase[] = [
  {
    id: '7.1.1',
    title: 'A message, then a close frame',
    sends: 'a text; once it has come back a close frame with 1000',
    steps: [send(frame(opcode.text, 'Hello')), awaitMessages(1), send(closeFrame(1000))],
    expects: closes(1000, { messages: ['Hello'] }),
  },
  {
    id: '7.1.2',
    title: 'Two close frames',
    sends: 'two close frames in one write; the first is answered',
    steps: [send(closeFrame(1000), closeFrame(4001))],
    expects: closes(1000),
  },
  {
    id: '7.1.3',
    title: 'A ping after the close frame',
    sends: 'a close frame and a ping in one write; no pong comes',
    steps: [send(closeFrame(1000), frame(opcode.ping, 'late'))],
    expects: closes(1000, { pongs: [] }),
  },
  {
    id: '7.1.4',
    title: 'A message after the close frame',
    sends: 'a close frame and a text in one write; no echo comes',
    steps: [send(closeFrame(1000), frame(opcode.text, 'late'))],
    expects: closes(1000, { messages: [] }),
  },
  {
    id: '7.1.5',
    title: 'A close frame before the last fragment',
    sends: 'the first fragment of a text, a close frame, the last fragment',
    steps: [send(frame(opcode.text, 'a', { fin: false }), closeFrame(1000), frame(opcode.continuation, 'b'))],
    expects: closes(1000, { messages: [] }),
  },
  {
    id: '7.1.6',
    title: 'A close frame right behind 256 KiB',
    sends: 'a text of 256 KiB, a close frame and a ping in one write',
    steps: [send(frame(opcode.text, 'BAsd7&jh23'.repeat(26_214)), closeFrame(1000), frame(opcode.ping))],
    expects: closes(1000, { pongs: [] }),
  },
  {
    id: '7.1.7',
    title: 'Garbage after the close frame',
    sends: 'a close frame and bytes that are no frame',
    steps: [send(closeFrame(1000), Buffer.alloc(64, 0xff))],
    expects: closes(1000),
  },
]

const payloads: ConformanceCase[] = [
  {
    id: '7.3.1',
    title: 'A close frame without payload',
    sends: 'an empty close frame',
    steps: [send(frame(opcode.close))],
    expects: closes(null),
  },
  {
    id: '7.3.2',
    title: 'A close frame of one byte',
    sends: 'half a close code',
    steps: [send(frame(opcode.close, 'x'))],
    expects: closes(1002),
  },
  {
    id: '7.3.3',
    title: 'A close frame with a code',
    sends: 'code 1000 without a reason',
    steps: [send(closeFrame(1000))],
    expects: { kind: 'closes', code: 1000, reason: '' },
  },
  {
    id: '7.3.4',
    title: 'A close frame with a reason',
    sends: 'code 1000 and a reason',
    steps: [send(closeFrame(1000, 'Hello World!'))],
    expects: { kind: 'closes', code: 1000, reason: 'Hello World!' },
  },
  {
    id: '7.3.5',
    title: 'A reason of 123 bytes',
    sends: 'the longest reason that fits',
    steps: [send(closeFrame(1000, '*'.repeat(123)))],
    expects: { kind: 'closes', code: 1000, reason: '*'.repeat(123) },
  },
  {
    id: '7.3.6',
    title: 'A reason of 124 bytes',
    sends: 'a reason that is too long for a control frame',
    steps: [send(closeFrame(1000, '*'.repeat(124)))],
    expects: closes(1002),
  },
  {
    id: '7.3.7',
    title: 'A close frame, chopped',
    sends: 'code and reason, 1 byte per write',
    steps: [chopped(1, closeFrame(3000, 'slowly'))],
    expects: { kind: 'closes', code: 3000, reason: 'slowly' },
  },
  {
    id: '7.3.8',
    title: 'A reason with letters of several bytes',
    sends: 'code 1000 and "grün 😀"',
    steps: [send(closeFrame(1000, 'grün 😀'))],
    expects: { kind: 'closes', code: 1000, reason: 'grün 😀' },
  },
  {
    id: '7.5.1',
    title: 'A reason that is no UTF-8',
    sends: 'code 1000 and a surrogate',
    steps: [send(closeFrame(1000, Buffer.from('eda080', 'hex')))],
    expects: closes(1007),
  },
  {
    id: '7.5.2',
    title: 'A reason that ends within a character',
    sends: 'code 1000 and half a letter',
    steps: [send(closeFrame(1000, Buffer.from('c3', 'hex')))],
    expects: closes(1007),
  },
]

const validCodes = [
  1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999,
]
const invalidCodes = [0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1099, 1100, 2000, 2999, 5000, 32_768, 65_535]

const codes: ConformanceCase[] = [
  ...validCodes.map((code, index) => ({
    id: `7.7.${index + 1}`,
    title: `Close code ${code}`,
    sends: `a close frame with ${code}, which may be sent`,
    steps: [send(closeFrame(code))],
    expects: closes(code),
  })),
  ...invalidCodes.map((code, index) => ({
    id: `7.9.${index + 1}`,
    title: `Close code ${code}`,
    sends: `a close frame with ${code}, which must not be sent (RFC 6455 §7.4)`,
    steps: [send(closeFrame(code))],
    expects: closes(1002),
  })),
]

const orders: ConformanceCase[] = [
  {
    id: '7.10.1',
    title: 'The server closes, the client answers',
    sends: 'a message that makes the handler close with 4001; then the answer',
    request: atFarewell,
    steps: [send(tellToClose(4001, 'bye')), awaitClose, send(closeFrame(4001))],
    expects: { kind: 'closes', code: 4001, reason: 'bye' },
  },
  {
    id: '7.10.2',
    title: 'The server closes, the client answers with another code',
    sends: 'the answer has 1000 where 4001 was sent',
    request: atFarewell,
    steps: [send(tellToClose(4001, '')), awaitClose, send(closeFrame(1000))],
    expects: closes(4001),
  },
  {
    id: '7.10.3',
    title: 'The server closes while a message comes in',
    sends: 'after the close frame a text, a ping and only then the answer',
    request: atFarewell,
    steps: [
      send(tellToClose(4001, '')),
      awaitClose,
      send(...fragments(opcode.text, ['la', 'te']), frame(opcode.ping), closeFrame(4001)),
    ],
    expects: closes(4001, { messages: [], pongs: [] }),
  },
  {
    id: '7.10.4',
    title: 'Both sides close at once',
    sends: 'a message that makes the handler close, and a close frame, in one write',
    request: atFarewell,
    steps: [send(tellToClose(4001, ''), closeFrame(1000))],
    expects: closes(1000),
  },
  {
    id: '7.10.5',
    title: 'The server closes, the client breaks the protocol',
    sends: 'after the close frame a frame with reserved bits; one close frame is all that comes',
    request: atFarewell,
    steps: [send(tellToClose(4001, '')), awaitClose, send(frame(opcode.text, 'x', { rsv: 7 })), end],
    expects: closes(4001),
  },
  {
    id: '7.10.6',
    title: 'The server closes, the client ends TCP without an answer',
    sends: 'a FIN instead of a close frame',
    request: atFarewell,
    steps: [send(tellToClose(4001, '')), awaitClose, end],
    expects: closes(4001),
  },
  {
    id: '7.10.7',
    title: 'The server closes, the client never answers',
    sends: 'nothing at all: the server ends TCP after its time limit',
    request: atFarewell,
    steps: [send(tellToClose(4001, '')), awaitClose],
    expects: closes(4001),
  },
  {
    id: '7.11.1',
    title: 'The client ends TCP without a close frame',
    sends: 'a FIN',
    steps: [end],
    expects: closes('none'),
  },
  {
    id: '7.11.2',
    title: 'The client ends TCP within a frame',
    sends: 'half a frame and a FIN',
    steps: [send(frame(opcode.text, 'half a frame').subarray(0, 9)), end],
    expects: closes('none', { messages: [] }),
  },
  {
    id: '7.11.3',
    title: 'The client ends TCP between fragments',
    sends: 'the first fragment of a text and a FIN',
    steps: [send(frame(opcode.text, 'a', { fin: false })), end],
    expects: closes('none', { messages: [] }),
  },
  {
    id: '7.11.4',
    title: 'The client closes and ends TCP at once',
    sends: 'a close frame and a FIN',
    steps: [send(closeFrame(1000)), end],
    expects: closes(1000),
  },
]

export const closing: Section = {
  number: 7,
  title: 'Closing',
  cases: [...basics, ...payloads, ...codes, ...orders],
}
