import { mkdir, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { codeOf } from '../../shared/errors'
import { type ClientMessageKind, maxRememberedLength, type SentTexts } from '../../shared/model/client'
import { writeAtomically } from '../workspace/atomic-write'
import { withoutSecrets } from './without-secrets'

const keptAddresses = 20
const keptTexts = 100

const texts = z.array(z.string()).default([])
const historySchema = z.object({
  /** The latest first. */
  addresses: z.array(z.string()).default([]),
  sent: z.object({ text: texts, hex: texts }).prefault({}),
})
interface History {
  readonly addresses: readonly string[]
  readonly sent: SentTexts
}

/** What the built-in clients remember between two runs: never credentials, nor the headers among which they may be. */
export class ClientHistory {
  #written: Promise<void> = Promise.resolve()
  #writing = false

  private constructor(
    private readonly file: string,
    private history: History,
    private readonly log: (message: string, error?: unknown) => void,
  ) {}

  /** Reads the file. One that can't be used is set aside. */
  static async load(file: string, log: (message: string, error?: unknown) => void): Promise<ClientHistory> {
    await mkdir(dirname(file), { recursive: true })
    return new ClientHistory(file, await readHistory(file, log), log)
  }

  /** The latest first. */
  get addresses(): readonly string[] {
    return this.history.addresses
  }

  /** The newest last. */
  get sent(): SentTexts {
    return this.history.sent
  }

  /** Without what looks like a secret in its query. */
  rememberAddress(connected: string): void {
    const address = withoutSecrets(connected)
    const others = this.history.addresses.filter((other) => other !== address)
    this.#change({ ...this.history, addresses: [address, ...others].slice(0, keptAddresses) })
  }

  rememberSent(kind: ClientMessageKind, text: string): void {
    const { sent } = this.history
    const texts = withText(sent[kind], text)
    if (texts !== sent[kind]) this.#change({ ...this.history, sent: { ...sent, [kind]: texts } })
  }

  forget(): void {
    this.#change(historySchema.parse({}))
  }

  /** Resolves when everything is on disk. */
  async settled(): Promise<void> {
    await this.#written
  }

  #change(history: History): void {
    this.history = history
    // What changes while an earlier state is being written is written once, after it.
    if (this.#writing) return
    this.#writing = true
    this.#written = this.#written
      .then(() => {
        this.#writing = false
        return writeAtomically(this.file, `${JSON.stringify(this.history, null, 2)}\n`)
      })
      .catch((error: unknown) => this.log('The history of the built-in clients could not be saved', error))
  }
}

/** The texts with one more, unless it is too long; the same twice in a row is kept once. */
export function withText(sent: readonly string[], text: string): readonly string[] {
  if (text.length > maxRememberedLength || sent.at(-1) === text) return sent
  return [...sent, text].slice(-keptTexts)
}

async function readHistory(file: string, log: (message: string, error?: unknown) => void): Promise<History> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    // Without a history everything works: it is no reason not to start.
    if (codeOf(error) !== 'ENOENT') log(`${file} could not be read`, error)
    return historySchema.parse({})
  }
  try {
    return historySchema.parse(JSON.parse(text))
  } catch (error) {
    const aside = `${file}.unreadable`
    await rename(file, aside)
    log(`${file} could not be understood; it was kept as ${aside}`, error)
    return historySchema.parse({})
  }
}
