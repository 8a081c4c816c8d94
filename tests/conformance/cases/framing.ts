import { type ConformanceCase, chopped, closes, echoes, type Section, send } from '../conformance-case'
import { frame, opcode } from '../frame'

const lengths = [0, 1, 125, 126, 127, 128, 65_535, 65_536, 131_072] as const

function sized(): ConformanceCase[] {
  return ([1, 2] as const).flatMap((group) => {
    const isText = group === 1
    const code = isText ? opcode.text : opcode.binary
    return lengths.flatMap((length, index) => {
      const payload = isText ? '*'.repeat(length) : Buffer.alloc(length, 0xfe)
      const what = `${isText ? 'text' : 'binary'} message of ${length} bytes`
      const whole = {
        id: `1.${group}.${index + 1}`,
        title: `A ${what}`,
        sends: 'one frame',
        steps: [send(frame(code, payload))],
        expects: echoes(payload),
      }
      if (length === 0) return [whole]
      const size = length > 1000 ? 997 : 1
      const slow = {
        ...whole,
        id: `1.${group}.${index + 1}b`,
        title: `A ${what}, chopped`,
        sends: `one frame, ${size} bytes per write`,
        steps: [chopped(size, frame(code, payload))],
      }
      return [whole, slow]
    })
  })
}

const masks: ConformanceCase[] = [
  {
    id: '1.3.1',
    title: 'A mask of zeros',
    sends: 'a text frame with the masking key 00000000',
    steps: [send(frame(opcode.text, 'plain', { mask: [0, 0, 0, 0] }))],
    expects: echoes('plain'),
  },
  {
    id: '1.3.2',
    title: 'A mask of ones',
    sends: 'a text frame with the masking key FFFFFFFF',
    steps: [send(frame(opcode.text, 'grün', { mask: [255, 255, 255, 255] }))],
    expects: echoes('grün'),
  },
  {
    id: '1.3.3',
    title: 'Each frame has its own mask',
    sends: 'three frames with three masking keys',
    steps: [
      send(
        frame(opcode.text, 'one', { mask: [1, 2, 3, 4] }),
        frame(opcode.text, 'two', { mask: [250, 0, 7, 9] }),
        frame(opcode.text, 'three', { mask: [9, 9, 9, 9] }),
      ),
    ],
    expects: echoes('one', 'two', 'three'),
  },
  {
    id: '1.3.4',
    title: 'A text frame without a mask',
    sends: 'an unmasked text frame (RFC 6455 §5.1)',
    steps: [send(frame(opcode.text, 'bare', { mask: null }))],
    expects: closes(1002, { messages: [] }),
  },
  {
    id: '1.3.5',
    title: 'A ping without a mask',
    sends: 'an unmasked ping',
    steps: [send(frame(opcode.ping, 'bare', { mask: null }))],
    expects: closes(1002, { pongs: [] }),
  },
  {
    id: '1.3.6',
    title: 'A close frame without a mask',
    sends: 'an unmasked close frame',
    steps: [send(frame(opcode.close, '', { mask: null }))],
    expects: closes(1002),
  },
  {
    id: '1.3.7',
    title: 'The mask is missing from a later frame only',
    sends: 'a masked frame, and once it has come back an unmasked one',
    steps: [
      send(frame(opcode.text, 'good')),
      { do: 'await-messages', count: 1 },
      send(frame(opcode.text, 'bad', { mask: null })),
    ],
    expects: closes(1002, { messages: ['good'] }),
  },
]

const lengthForms: ConformanceCase[] = [
  {
    id: '1.4.1',
    title: 'A longer length than needed, 16 bits',
    sends: 'a text of 5 bytes whose length is written with 16 bits; tolerated',
    steps: [send(frame(opcode.text, 'hello', { lengthBits: 16 }))],
    expects: echoes('hello'),
  },
  {
    id: '1.4.2',
    title: 'A longer length than needed, 64 bits',
    sends: 'a text of 5 bytes whose length is written with 64 bits; tolerated',
    steps: [send(frame(opcode.text, 'hello', { lengthBits: 64 }))],
    expects: echoes('hello'),
  },
  {
    id: '1.4.3',
    title: 'A length with its highest bit set',
    sends: 'a frame head that states 2^63 bytes (RFC 6455 §5.2)',
    steps: [send(frame(opcode.binary, '', { lengthBits: 64, statedLength: 1n << 63n }))],
    expects: closes(1009),
  },
  {
    id: '1.4.4',
    title: 'A length beyond what can be counted',
    sends: 'a frame head that states 2^60 bytes',
    steps: [send(frame(opcode.binary, '', { lengthBits: 64, statedLength: 1n << 60n }))],
    expects: closes(1009),
  },
]

export const framing: Section = { number: 1, title: 'Framing', cases: [...sized(), ...masks, ...lengthForms] }
