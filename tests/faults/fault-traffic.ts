import type { CapturedEntry } from '../../src/main/engine/capture/capture-log'
import type { Client, Mock } from '../engine-fixture'
import { Ledger } from './ledger'

/** How a connection's handler answers: at once, after an `await`, or half before and half after one. */
const ways = ['sync', 'async', 'halves', 'sync', 'async', 'culprit'] as const

interface Talker {
  readonly client: Client
  readonly ledger: Ledger
  readonly way: (typeof ways)[number]
  readonly number: number
}

/** Messages that a connection may have under way. */
const windowSize = 32

/** Clients that send numbered messages all the time, and what became of each message. */
export class FaultTraffic {
  readonly talkers: Talker[] = []
  #timer: NodeJS.Timeout | null = null
  readonly #texts = new Map<number, { readonly ledger: Ledger; readonly text: string }>()
  readonly #untap: () => void

  private constructor(readonly mock: Mock) {
    this.#untap = mock.engine.capture.tap((entry) => this.#captured(entry))
  }

  static async start(mock: Mock): Promise<FaultTraffic> {
    const traffic = new FaultTraffic(mock)
    for (const way of ways) await traffic.#join(way)
    traffic.#timer = setInterval(() => traffic.#sendSome(), 3)
    return traffic
  }

  /** The connection on which handlers misbehave. */
  get culprit(): Talker {
    const found = this.talkers.find(({ way }) => way === 'culprit')
    if (!found) throw new Error('Nobody misbehaves')
    return found
  }

  get reported(): number {
    return this.talkers.reduce((sum, { ledger }) => sum + ledger.reported, 0)
  }

  get sent(): number {
    return this.talkers.reduce((sum, { ledger }) => sum + ledger.sent.length, 0)
  }

  /** Sends a message that has the handler do something beside its answer; returns its text. */
  send({ client, ledger, way }: Talker, deed?: string): string {
    const number = ledger.sent.length + 1
    const text = deed === undefined ? String(number) : `${number} ${deed}`
    ledger.send(text, answersTo(number, way, deed))
    void client.send(text)
    return text
  }

  /** As many messages at once as make the engine stop reading for a while. */
  burst(count: number): void {
    for (const talker of this.talkers) for (let sent = 0; sent < count; sent++) this.send(talker)
  }

  stopSending(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
  }

  dispose(): void {
    this.stopSending()
    this.#untap()
  }

  async #join(way: Talker['way']): Promise<void> {
    const ledger = new Ledger(`${way} ${this.talkers.length + 1}`)
    const client = await this.mock.connect(`/${way}`)
    const number = Number(this.mock.idOf(client).slice(1))
    client.socket.on('message', (data) => ledger.receive(String(data)))
    this.talkers.push({ client, ledger, way, number })
  }

  #sendSome(): void {
    for (const talker of this.talkers) {
      if (talker.ledger.outstanding < windowSize) this.send(talker)
    }
  }

  /** A traffic row names the message that it is about by its number. */
  #captured({ seq, kind, direction, connection, payload, cause }: CapturedEntry): void {
    if (kind === 'text' && direction === 'from-client' && typeof payload === 'string') {
      const talker = this.talkers.find(({ number }) => number === connection)
      if (talker) this.#texts.set(seq, { ledger: talker.ledger, text: payload })
      return
    }
    if (kind !== 'handler-error') return
    const failed = this.#texts.get(cause)
    failed?.ledger.report(failed.text)
  }
}

function answersTo(number: number, way: Talker['way'], deed: string | undefined): readonly string[] {
  if (deed === 'burst')
    return [...Array.from({ length: 200 }, (_, part) => `${number}/${part + 1}`), `${number}.`]
  return way === 'halves' ? [`${number}/a`, `${number}.`] : [`${number}.`]
}
