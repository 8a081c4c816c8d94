/** A message that was sent, and the answers that it has to get, in order. */
interface SentMessage {
  readonly text: string
  readonly answers: readonly string[]
}

/**
 * What one connection sent and got. In the end each message has all of its answers, in order, exactly once;
 * one that the engine reported as failed may lack the last of them.
 */
export class Ledger {
  readonly sent: SentMessage[] = []
  readonly received: string[] = []
  readonly #reported = new Set<string>()
  readonly #settled = new Set<string>()

  constructor(readonly name: string) {}

  /** Messages that have neither their last answer nor been reported. */
  get outstanding(): number {
    return this.sent.length - this.#settled.size
  }

  /** The newest messages of those that are outstanding. */
  get unsettled(): readonly string[] {
    return this.sent.filter(({ text }) => !this.#settled.has(text)).map(({ text }) => text)
  }

  /** Whether a message has its last answer or was reported as failed. */
  isSettled(text: string): boolean {
    return this.#settled.has(text)
  }

  get reported(): number {
    return this.#reported.size
  }

  send(text: string, answers: readonly string[]): void {
    this.sent.push({ text, answers })
  }

  receive(answer: string): void {
    this.received.push(answer)
    // An answer is the number of its message, with `/` and a part where there are several; `.` ends it.
    if (answer.endsWith('.')) this.#settle(answer.slice(0, -1))
  }

  report(text: string): void {
    this.#reported.add(text)
    this.#settled.add(text)
  }

  /** What is wrong, in words; empty if nothing is. */
  violations(): readonly string[] {
    const found: string[] = []
    let next = 0
    for (const { text, answers } of this.sent) {
      let had = 0
      while (had < answers.length && this.received[next] === answers[had]) {
        had += 1
        next += 1
      }
      if (had < answers.length && !this.#reported.has(text)) {
        found.push(`${this.name}: "${text}" has ${had} of ${answers.length} answers and was not reported`)
        break
      }
    }
    if (next < this.received.length) {
      found.push(`${this.name}: after ${next} answers came "${this.received[next]}", doubled or out of order`)
    }
    return found
  }

  #settle(number: string): void {
    // Texts begin with their number, which counts from 1.
    const message = this.sent[Number(number) - 1]
    if (message) this.#settled.add(message.text)
  }
}
