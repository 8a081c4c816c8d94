import { awaitMessages, type ConformanceCase, chopped, closes, type Section, send } from '../conformance-case'
import { fragments, frame, opcode } from '../frame'

const kinds = [
  ['text frame', opcode.text],
  ['binary frame', opcode.binary],
  ['ping', opcode.ping],
  ['pong', opcode.pong],
  ['close frame', opcode.close],
] as const

/** Every combination of reserved bits on every kind of frame, none of them negotiated. */
function bits(): ConformanceCase[] {
  return [1, 2, 3, 4, 5, 6, 7].flatMap((rsv) =>
    kinds.map(([name, code], index) => ({
      id: `3.${rsv}.${index + 1}`,
      title: `A ${name} with RSV ${rsv}`,
      sends: `a ${name} with reserved bits that were not negotiated (RFC 6455 §5.2)`,
      steps: [send(frame(code, '', { rsv }))],
      expects: closes(1002, { messages: [], pongs: [] }),
    })),
  )
}

function afterMessage(): ConformanceCase[] {
  return [1, 2, 3, 4, 5, 6, 7].map((rsv) => ({
    id: `3.8.${rsv}`,
    title: `A good message, then one with RSV ${rsv}`,
    sends: 'a text; once it has come back one with reserved bits, chopped, and a ping',
    steps: [
      send(frame(opcode.text, 'good')),
      awaitMessages(1),
      chopped(1, frame(opcode.text, 'bad', { rsv }), frame(opcode.ping)),
    ],
    expects: closes(1002, { messages: ['good'], pongs: [] }),
  }))
}

const invalidOpcodes = [3, 4, 5, 6, 7, 11, 12, 13, 14, 15] as const

function opcodeCases(): ConformanceCase[] {
  return invalidOpcodes.flatMap((code) => {
    const group = code < 8 ? 1 : 2
    const index = code < 8 ? code - 2 : code - 10
    const kind = group === 1 ? 'data' : 'control'
    return [
      {
        id: `4.${group}.${index}`,
        title: `Reserved ${kind} opcode ${code}`,
        sends: `an empty frame with opcode ${code}`,
        steps: [send(frame(code))],
        expects: closes(1002, { messages: [] }),
      },
      {
        id: `4.${group}.${index}b`,
        title: `Reserved ${kind} opcode ${code} with a payload`,
        sends: `a frame with opcode ${code} and a payload`,
        steps: [send(frame(code, 'reserved payload'))],
        expects: closes(1002, { messages: [] }),
      },
      {
        id: `4.${group}.${index}c`,
        title: `Reserved ${kind} opcode ${code} after a good message`,
        sends: `a text; once it has come back a frame with opcode ${code}, chopped, and a ping`,
        steps: [
          send(frame(opcode.text, 'good')),
          awaitMessages(1),
          chopped(1, frame(code, 'reserved'), frame(opcode.ping)),
        ],
        expects: closes(1002, { messages: ['good'], pongs: [] }),
      },
      {
        id: `4.${group}.${index}d`,
        title: `Reserved ${kind} opcode ${code} inside a fragmented message`,
        sends: `the first fragment of a text, then a frame with opcode ${code}`,
        steps: [send(...fragments(opcode.text, ['a', 'b']).slice(0, 1), frame(code))],
        expects: closes(1002, { messages: [] }),
      },
    ]
  })
}

export const reservedBits: Section = {
  number: 3,
  title: 'Reserved bits',
  cases: [...bits(), ...afterMessage()],
}
export const opcodes: Section = { number: 4, title: 'Opcodes', cases: opcodeCases() }
