import { type ConformanceCase, chopped, closes, type Section, send } from '../conformance-case'
import { frame, opcode } from '../frame'

const ping = (payload: string | Uint8Array) => frame(opcode.ping, payload)
const pong = (payload: string | Uint8Array) => frame(opcode.pong, payload)
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `ping ${index}`)

function answered(
  id: string,
  title: string,
  payload: string | Uint8Array,
  chop = Number.POSITIVE_INFINITY,
): ConformanceCase {
  const step = chop === Number.POSITIVE_INFINITY ? send(ping(payload)) : chopped(chop, ping(payload))
  const sends = step.do === 'send' && step.chop ? `a ping, ${chop} byte per write` : 'a ping'
  return { id, title, sends, steps: [step], expects: { kind: 'answers', pongs: [payload], messages: [] } }
}

export const pings: Section = {
  number: 2,
  title: 'Pings and pongs',
  cases: [
    answered('2.1', 'A ping without payload', ''),
    answered('2.2', 'A ping with a short text', 'Hello, world!'),
    answered('2.3', 'A ping with bytes that are no UTF-8', Buffer.from([0, 255, 254, 253, 252, 251, 0, 255])),
    answered('2.4', 'A ping of 125 bytes', Buffer.alloc(125, 0xfe)),
    {
      id: '2.5',
      title: 'A ping of 126 bytes',
      sends: 'a ping that is too long for a control frame (RFC 6455 §5.5)',
      steps: [send(ping(Buffer.alloc(126, 0xfe)))],
      expects: closes(1002, { pongs: [] }),
    },
    answered('2.6', 'A ping of 125 bytes, chopped', Buffer.alloc(125, 0xfe), 1),
    {
      id: '2.7',
      title: 'A pong that nobody asked for',
      sends: 'an empty pong',
      steps: [send(pong(''))],
      expects: { kind: 'answers', pongs: [], messages: [] },
    },
    {
      id: '2.8',
      title: 'A pong with a payload that nobody asked for',
      sends: 'a pong with a text',
      steps: [send(pong('unsolicited'))],
      expects: { kind: 'answers', pongs: [], messages: [] },
    },
    {
      id: '2.9',
      title: 'A pong, then a ping',
      sends: 'an unsolicited pong and a ping',
      steps: [send(pong('unsolicited'), ping('asked'))],
      expects: { kind: 'answers', pongs: ['asked'] },
    },
    ...[10, 60, 61, 200].map(
      (count, index): ConformanceCase => ({
        id: `2.10.${index + 1}`,
        title: `${count} pings at once`,
        sends: `${count} pings with different payloads in one write`,
        steps: [send(...numbered(count).map(ping))],
        expects: { kind: 'answers', pongs: numbered(count) },
      }),
    ),
    {
      id: '2.11',
      title: '10 pings, chopped',
      sends: '10 pings, 1 byte per write',
      steps: [chopped(1, ...numbered(10).map(ping))],
      expects: { kind: 'answers', pongs: numbered(10) },
    },
    {
      id: '2.12',
      title: 'Pings between messages',
      sends: 'text, ping, text, ping in one write',
      steps: [send(frame(opcode.text, 'a'), ping('1'), frame(opcode.text, 'b'), ping('2'))],
      expects: { kind: 'answers', messages: ['a', 'b'], pongs: ['1', '2'] },
    },
    {
      id: '2.13',
      title: 'A ping and a pong of every length',
      sends: '126 pings of 0 to 125 bytes, each followed by a pong',
      steps: [
        send(...Array.from({ length: 126 }, (_, n) => [ping('x'.repeat(n)), pong('y'.repeat(n))]).flat()),
      ],
      expects: { kind: 'answers', pongs: Array.from({ length: 126 }, (_, n) => 'x'.repeat(n)) },
    },
  ],
}
