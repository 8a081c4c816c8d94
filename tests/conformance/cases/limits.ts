import { randomBytes } from 'node:crypto'
import {
  awaitMessages,
  type ConformanceCase,
  chopped,
  closes,
  echoes,
  type Section,
  send,
} from '../conformance-case'
import { fragments, frame, opcode, slices } from '../frame'

const kib = 1024
const limit = 64 * kib
const letters = (bytes: number) => 'abcdefgh'.repeat(bytes / 8)
const sizeName = (bytes: number) => (bytes < kib * kib ? `${bytes / kib} KiB` : `${bytes / kib / kib} MiB`)

function large(): ConformanceCase[] {
  return [64, 256, 1024, 4096].flatMap((sizeKib, index) => {
    const size = sizeKib * kib
    const bytes = randomBytes(size)
    return [
      {
        id: `9.1.${index + 1}`,
        title: `A text of ${sizeName(size)}`,
        sends: 'one frame',
        steps: [send(frame(opcode.text, letters(size)))],
        expects: echoes(letters(size)),
      },
      {
        id: `9.2.${index + 1}`,
        title: `A binary message of ${sizeName(size)}`,
        sends: 'one frame',
        steps: [send(frame(opcode.binary, bytes))],
        expects: echoes(bytes),
      },
    ]
  })
}

function inFragments(): ConformanceCase[] {
  return [64, 256, kib, 4 * kib, 64 * kib, 256 * kib].map((size, index) => ({
    id: `9.3.${index + 1}`,
    title: `A text of 4 MiB in fragments of ${size} bytes`,
    sends: `${(4 * kib * kib) / size} frames in one write`,
    steps: [send(Buffer.concat(fragments(opcode.text, slices(letters(4 * kib * kib), size))))],
    expects: echoes(letters(4 * kib * kib)),
  }))
}

function inChops(): ConformanceCase[] {
  return [64, 512, 2048].map((chop, index) => ({
    id: `9.5.${index + 1}`,
    title: `A text of 256 KiB in writes of ${chop} bytes`,
    sends: 'one frame, chopped',
    steps: [chopped(chop, frame(opcode.text, letters(256 * kib)))],
    expects: echoes(letters(256 * kib)),
  }))
}

function many(): ConformanceCase[] {
  return [0, 16, 64, 256, 1024].map((size, index) => {
    const messages = Array.from({ length: 1000 }, (_, n) =>
      `${n}${'x'.repeat(size)}`.slice(-size || Infinity),
    )
    return {
      id: `9.7.${index + 1}`,
      title: `1,000 texts of about ${size} bytes`,
      sends: 'all in one write; all come back in their order',
      steps: [send(...messages.map((text) => frame(opcode.text, text)))],
      expects: echoes(...messages),
    }
  })
}

const tooLarge = closes(1009, { messages: [] })
const payloadLimit: ConformanceCase[] = [
  {
    id: '9.9.1',
    title: 'A message as large as maxPayload',
    sends: 'a binary message of 64 KiB where maxPayload is 64 KiB',
    server: 'small',
    steps: [send(frame(opcode.binary, Buffer.alloc(limit)))],
    expects: echoes(Buffer.alloc(limit)),
  },
  {
    id: '9.9.2',
    title: 'A message one byte larger than maxPayload',
    sends: 'a binary message of 64 KiB and a byte',
    server: 'small',
    steps: [send(frame(opcode.binary, Buffer.alloc(limit + 1)))],
    expects: tooLarge,
  },
  {
    id: '9.9.3',
    title: 'Fragments that are larger than maxPayload together',
    sends: 'a text of 64 KiB and a byte in fragments of 1 KiB',
    server: 'small',
    steps: [send(...fragments(opcode.text, slices(`${letters(limit)}x`, kib)))],
    expects: tooLarge,
  },
  {
    id: '9.9.4',
    title: 'The head of a frame is enough',
    sends: 'only the head of a frame that states 1 GiB',
    server: 'small',
    steps: [send(frame(opcode.binary, '', { statedLength: 1n << 30n }))],
    expects: tooLarge,
  },
  {
    id: '9.9.5',
    title: 'The head of a frame is enough without a limit of one’s own',
    sends: 'only the head of a frame that states 1 GiB, to a server with the default limit of 16 MiB',
    steps: [send(frame(opcode.binary, '', { statedLength: 1n << 30n }))],
    expects: tooLarge,
  },
  {
    id: '9.9.6',
    title: 'What came before it is answered',
    sends: 'a text; once it has come back one that is too large',
    server: 'small',
    steps: [
      send(frame(opcode.text, 'good')),
      awaitMessages(1),
      send(frame(opcode.binary, Buffer.alloc(limit + 1))),
    ],
    expects: closes(1009, { messages: ['good'] }),
  },
  {
    id: '9.9.7',
    title: 'Each message has the whole limit',
    sends: 'three messages of 64 KiB',
    server: 'small',
    steps: [send(...[1, 2, 3].map(() => frame(opcode.text, letters(limit))))],
    expects: echoes(letters(limit), letters(limit), letters(limit)),
  },
  {
    id: '9.9.8',
    title: 'Fragments without end and without payload',
    sends: '131,073 empty fragments, each of which costs memory (limit: 131,072)',
    server: 'small',
    steps: [send(Buffer.concat(fragments(opcode.text, new Array<string>(131_074).fill(''))))],
    expects: closes(1008, { messages: [] }),
  },
]

export const limits: Section = {
  number: 9,
  title: 'Sizes and limits',
  cases: [...large(), ...inFragments(), ...inChops(), ...many(), ...payloadLimit],
}

export const misc: Section = {
  number: 10,
  title: 'Miscellaneous',
  cases: [
    {
      id: '10.1.1',
      title: 'A text of 64 KiB in fragments of 1,300 bytes',
      sends: '51 frames in one write',
      steps: [send(...fragments(opcode.text, slices('*'.repeat(65_536), 1300)))],
      expects: echoes('*'.repeat(65_536)),
    },
    {
      id: '10.1.2',
      title: 'A message that waits for none of the answers',
      sends: '100 binary messages of 8 KiB in one write',
      steps: [send(...new Array<Buffer>(100).fill(frame(opcode.binary, Buffer.alloc(8192, 7))))],
      expects: echoes(...new Array<Buffer>(100).fill(Buffer.alloc(8192, 7))),
    },
  ],
}
