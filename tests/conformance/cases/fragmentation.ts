import {
  awaitMessages,
  type ConformanceCase,
  chopped,
  closes,
  type Expectation,
  echoes,
  type Section,
  send,
} from '../conformance-case'
import { fragments, frame, opcode, slices } from '../frame'

const { continuation, text, binary, ping, pong, close } = opcode
const open = (code: number, payload: string) => frame(code, payload, { fin: false })

interface Script {
  readonly id: string
  readonly title: string
  readonly frames: readonly Uint8Array[]
  readonly expects: Expectation
}

/** Each script three times: in one write, a frame per write, a byte per write. */
function threeWays({ id, title, frames, expects }: Script): ConformanceCase[] {
  return [
    { id, title, sends: 'all in one write', steps: [send(...frames)], expects },
    {
      id: `${id}b`,
      title,
      sends: 'one frame per write',
      steps: frames.map((one) => chopped(one.length, one)),
      expects,
    },
    { id: `${id}c`, title, sends: '1 byte per write', steps: [chopped(1, ...frames)], expects },
  ]
}

const answers = (messages: readonly string[], pongs: readonly string[]): Expectation => ({
  kind: 'answers',
  messages,
  pongs,
})
const violation = closes(1002)

const scripts: readonly Script[] = [
  {
    id: '5.1',
    title: 'A fragmented ping',
    frames: [open(ping, 'a'), frame(continuation, 'b')],
    expects: violation,
  },
  {
    id: '5.2',
    title: 'A fragmented pong',
    frames: [open(pong, 'a'), frame(continuation, 'b')],
    expects: violation,
  },
  {
    id: '5.3',
    title: 'A text in 2 fragments',
    frames: fragments(text, ['fragment1', 'fragment2']),
    expects: echoes('fragment1fragment2'),
  },
  {
    id: '5.4',
    title: 'A text in 3 fragments, the middle one empty',
    frames: fragments(text, ['a', '', 'c']),
    expects: echoes('ac'),
  },
  {
    id: '5.5',
    title: 'A binary message in 2 fragments',
    frames: fragments(binary, ['a', 'b']),
    expects: echoes(Buffer.from('ab')),
  },
  {
    id: '5.6',
    title: 'A ping between 2 fragments',
    frames: [open(text, 'a'), frame(ping, 'ping'), frame(continuation, 'b')],
    expects: answers(['ab'], ['ping']),
  },
  {
    id: '5.7',
    title: 'A pong between 2 fragments',
    frames: [open(text, 'a'), frame(pong, 'pong'), frame(continuation, 'b')],
    expects: answers(['ab'], []),
  },
  {
    id: '5.8',
    title: 'Pings before, between and after fragments',
    frames: [
      frame(ping, '1'),
      open(text, 'a'),
      frame(ping, '2'),
      open(continuation, 'b'),
      frame(ping, '3'),
      frame(continuation, 'c'),
      frame(ping, '4'),
    ],
    expects: answers(['abc'], ['1', '2', '3', '4']),
  },
  {
    id: '5.9',
    title: 'A final continuation of nothing',
    frames: [frame(continuation, 'lost'), frame(text, 'x')],
    expects: closes(1002, { messages: [] }),
  },
  {
    id: '5.10',
    title: 'An empty final continuation of nothing',
    frames: [frame(continuation)],
    expects: closes(1002, { messages: [] }),
  },
  {
    id: '5.11',
    title: 'A ping, then a continuation of nothing',
    frames: [frame(ping), frame(continuation, 'x')],
    expects: closes(1002, { messages: [] }),
  },
  {
    id: '5.12',
    title: 'An open continuation of nothing',
    frames: [open(continuation, 'lost'), frame(text, 'x')],
    expects: closes(1002, { messages: [] }),
  },
  {
    id: '5.13',
    title: 'An open, empty continuation of nothing',
    frames: [open(continuation, '')],
    expects: closes(1002, { messages: [] }),
  },
  {
    id: '5.14',
    title: 'An open, then a final continuation of nothing',
    frames: [open(continuation, 'a'), frame(continuation, 'b')],
    expects: closes(1002, { messages: [] }),
  },
  {
    id: '5.15',
    title: 'A continuation after a whole fragmented message',
    frames: [...fragments(text, ['a', 'b']), open(continuation, 'c'), frame(text, 'd')],
    expects: violation,
  },
  {
    id: '5.16',
    title: 'Twice: an open continuation, a text, its continuation',
    frames: [open(continuation, 'a'), frame(text, 'b'), frame(continuation, 'c')],
    expects: closes(1002, { messages: [] }),
  },
  {
    id: '5.17',
    title: 'Twice: a final continuation, a text, its continuation',
    frames: [frame(continuation, 'a'), open(text, 'b'), frame(continuation, 'c')],
    expects: closes(1002, { messages: [] }),
  },
  {
    id: '5.18',
    title: 'A text begins within a text',
    frames: [open(text, 'a'), frame(text, 'b')],
    expects: closes(1002, { messages: [] }),
  },
  {
    id: '5.19',
    title: 'A binary message begins within a text',
    frames: [open(text, 'a'), frame(binary, 'b')],
    expects: closes(1002, { messages: [] }),
  },
  {
    id: '5.20',
    title: 'A text begins within a binary message',
    frames: [open(binary, 'a'), open(text, 'b')],
    expects: closes(1002, { messages: [] }),
  },
  {
    id: '5.21',
    title: 'All fragments are empty',
    frames: fragments(text, ['', '', '', '']),
    expects: echoes(''),
  },
  {
    id: '5.22',
    title: 'A message of one open and one empty final frame',
    frames: fragments(text, ['all of it', '']),
    expects: echoes('all of it'),
  },
  {
    id: '5.23',
    title: 'Two fragmented messages after one another',
    frames: [...fragments(text, ['a', 'b']), ...fragments(binary, ['c', 'd'])],
    expects: echoes('ab', Buffer.from('cd')),
  },
  {
    id: '5.24',
    title: 'A close frame between fragments',
    frames: [open(text, 'a'), frame(close)],
    expects: closes(null, { messages: [] }),
  },
  {
    id: '5.25',
    title: 'A fragmented close frame',
    frames: [open(close, '\u0003\u00e8'), frame(continuation)],
    expects: violation,
  },
  {
    id: '5.26',
    title: '5 fragments with pings in between',
    frames: [
      open(text, '1'),
      open(continuation, '2'),
      frame(ping, 'a'),
      open(continuation, '3'),
      open(continuation, '4'),
      frame(ping, 'b'),
      frame(continuation, '5'),
    ],
    expects: answers(['12345'], ['a', 'b']),
  },
]

const longOnes: ConformanceCase[] = [
  {
    id: '5.27',
    title: 'A message of 1,000 fragments of one byte',
    sends: '1,000 frames in one write',
    steps: [send(...fragments(text, slices('0123456789'.repeat(100), 1)))],
    expects: echoes('0123456789'.repeat(100)),
  },
  {
    id: '5.28',
    title: 'Fragments with a pause',
    sends: 'the first fragment; a ping, and once its pong has come the last fragment',
    steps: [
      send(open(text, 'a'), frame(ping)),
      { do: 'await-pongs', count: 1 },
      send(frame(continuation, 'b')),
    ],
    expects: answers(['ab'], ['']),
  },
  {
    id: '5.29',
    title: 'A violation after a good fragmented message',
    sends: 'two fragments; once they have come back a continuation of nothing',
    steps: [send(...fragments(text, ['a', 'b'])), awaitMessages(1), send(frame(continuation, 'c'))],
    expects: closes(1002, { messages: ['ab'] }),
  },
]

export const fragmentation: Section = {
  number: 5,
  title: 'Fragmentation',
  cases: [...scripts.flatMap(threeWays), ...longOnes],
}
