import { type ConformanceCase, chopped, closes, echoes, type Section, send } from '../conformance-case'
import { fragments, frame, opcode, slices } from '../frame'

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')

/** Valid sequences: the first and last of each length, the neighbours of the surrogates, non-characters. */
const valid: readonly (readonly [title: string, bytes: string])[] = [
  ['Hello-µ@ßöäüàá-UTF-8!!', '48656c6c6f2dc2b540c39fc3b6c3a4c3bcc3a0c3a12d5554462d382121'],
  ['Greek', 'ceba e1bdb9 cf83 cebc ceb5'],
  ['U+0000', '00'],
  ['U+007F', '7f'],
  ['U+0080, the first of two bytes', 'c280'],
  ['U+07FF, the last of two bytes', 'dfbf'],
  ['U+0800, the first of three bytes', 'e0a080'],
  ['U+D7FF, before the surrogates', 'ed9fbf'],
  ['U+E000, after the surrogates', 'ee8080'],
  ['U+FFFD, the replacement character', 'efbfbd'],
  ['U+FFFE, a non-character', 'efbfbe'],
  ['U+FFFF, a non-character', 'efbfbf'],
  ['U+FEFF, a byte order mark', 'efbbbf 61'],
  ['U+10000, the first of four bytes', 'f0908080'],
  ['U+1F600, an emoji', 'f09f9880'],
  ['U+1FFFE, a non-character', 'f09fbfbe'],
  ['U+10FFFD', 'f48fbfbd'],
  ['U+10FFFF, the last one', 'f48fbfbf'],
]

/** Invalid sequences, by what is wrong with them (Unicode 15, table 3-7). */
const invalid: readonly (readonly [title: string, bytes: string])[] = [
  ['A surrogate between good letters', 'ceba e1bdb9 cf83 cebc ceb5 eda080 65646974 6564'],
  ['The first continuation byte alone', '80'],
  ['The last continuation byte alone', 'bf'],
  ['Two continuation bytes alone', '80bf'],
  ['All 64 continuation bytes', Array.from({ length: 64 }, (_, n) => (0x80 + n).toString(16)).join('')],
  ['A two-byte start, then a space', 'c320'],
  ['A three-byte start, then a space', 'e020'],
  ['A four-byte start, then a space', 'f020'],
  ['The last byte of two is missing', 'c3'],
  ['The last byte of three is missing', 'e282'],
  ['The last two bytes of three are missing', 'e2'],
  ['The last byte of four is missing', 'f09f98'],
  ['The last two bytes of four are missing', 'f09f'],
  ['The last three bytes of four are missing', 'f0'],
  ['A byte of four is missing, text follows', 'f09f98 41'],
  ['The byte FE', 'fe'],
  ['The byte FF', 'ff'],
  ['The bytes FE FE FF FF', 'fefeffff'],
  ['Overlong slash in two bytes', 'c0af'],
  ['Overlong slash in three bytes', 'e080af'],
  ['Overlong slash in four bytes', 'f08080af'],
  ['Overlong slash in five bytes', 'f8808080af'],
  ['Overlong slash in six bytes', 'fc80808080af'],
  ['Overlong U+007F in two bytes', 'c1bf'],
  ['Overlong U+07FF in three bytes', 'e09fbf'],
  ['Overlong U+FFFF in four bytes', 'f08fbfbf'],
  ['Overlong U+0000 in two bytes', 'c080'],
  ['Overlong U+0000 in three bytes', 'e08080'],
  ['Surrogate U+D800', 'eda080'],
  ['Surrogate U+DB7F', 'edadbf'],
  ['Surrogate U+DC00', 'edb080'],
  ['Surrogate U+DFFF', 'edbfbf'],
  ['A pair of surrogates, U+D800 U+DC00', 'eda080edb080'],
  ['A pair of surrogates, U+DBFF U+DFFF', 'edafbfedbfbf'],
  ['U+110000, beyond the last one', 'f4908080'],
  ['A start byte F5', 'f5808080'],
  ['Five bytes', 'f888808080'],
  ['Six bytes', 'fc8480808080'],
]

const ways = [
  ['', 'one frame', (bytes: Buffer) => send(frame(opcode.text, bytes))],
  ['b', 'one fragment per byte', (bytes: Buffer) => send(...fragments(opcode.text, slices(bytes, 1)))],
  ['c', 'one frame, 1 byte per write', (bytes: Buffer) => chopped(1, frame(opcode.text, bytes))],
] as const

function validCases(): ConformanceCase[] {
  return valid.flatMap(([title, digits], index) =>
    ways.map(([suffix, sends, step]) => ({
      id: `6.1.${index + 1}${suffix}`,
      title: `Valid: ${title}`,
      sends,
      steps: [step(hex(digits))],
      expects: echoes(hex(digits).toString()),
    })),
  )
}

function invalidCases(): ConformanceCase[] {
  return invalid.flatMap(([title, digits], index) =>
    ways.map(([suffix, sends, step]) => ({
      id: `6.2.${index + 1}${suffix}`,
      title: `Invalid: ${title}`,
      sends,
      steps: [step(hex(digits))],
      expects: closes(1007, { messages: [] }),
    })),
  )
}

const special: ConformanceCase[] = [
  {
    id: '6.3.1',
    title: 'A character across two fragments',
    sends: 'an emoji, two of its four bytes per fragment',
    steps: [send(...fragments(opcode.text, slices(hex('f09f9880'), 2)))],
    expects: echoes('😀'),
  },
  {
    id: '6.3.2',
    title: 'A character across two fragments with a ping in between',
    sends: 'half of an emoji, a ping, the other half',
    steps: [
      send(
        frame(opcode.text, hex('f09f'), { fin: false }),
        frame(opcode.ping, 'between'),
        frame(opcode.continuation, hex('9880')),
      ),
    ],
    expects: { kind: 'answers', messages: ['😀'], pongs: ['between'] },
  },
  {
    id: '6.3.3',
    title: 'The same bytes in a binary message',
    sends: 'a binary message that is no UTF-8',
    steps: [send(frame(opcode.binary, hex('eda080 ff fe 80')))],
    expects: echoes(hex('eda080 ff fe 80')),
  },
  {
    id: '6.3.4',
    title: 'An incomplete character is not completed by the next message',
    sends: 'a text that lacks its last byte, then a text that starts with it',
    steps: [send(frame(opcode.text, hex('c3')), frame(opcode.text, hex('a4')))],
    expects: closes(1007, { messages: [] }),
  },
  {
    id: '6.3.5',
    title: 'A good message before an invalid one is answered',
    sends: 'a text; once it has come back one that is no UTF-8',
    steps: [
      send(frame(opcode.text, 'good')),
      { do: 'await-messages', count: 1 },
      send(frame(opcode.text, hex('ff'))),
    ],
    expects: closes(1007, { messages: ['good'] }),
  },
]

export const utf8: Section = {
  number: 6,
  title: 'UTF-8 in texts',
  cases: [...validCases(), ...invalidCases(), ...special],
}
