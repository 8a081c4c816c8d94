import { AppError } from '../../shared/errors'
import {
  type ClientDraft,
  type ClientId,
  type ClientLine,
  type ClientMessageKind,
  type ClientOptions,
  type ClientView,
  clientName,
  emptyClientDraft,
  maxClients,
  type SentTexts,
} from '../../shared/model/client'
import type { OutgoingMessage } from '../../shared/model/message'
import { t } from '../../shared/text/t'
import { BuiltInClient } from './built-in-client'
import { type ClientHistory, withText } from './client-history'

/** Told of everything that the Client panel shows. */
export interface ClientSetEvents {
  /** A client, or which there are, or the addresses. */
  changed(): void
  line(client: ClientId, line: ClientLine): void
  /** It can't be restored any more. */
  forgotten(client: ClientId): void
}

export interface TypedText {
  readonly kind: ClientMessageKind
  readonly text: string
}

interface Member {
  readonly id: ClientId
  readonly client: BuiltInClient
  draft: ClientDraft
  sent: SentTexts
}

/** The built-in clients, of which there is always one. */
export class ClientSet {
  readonly #members: Member[] = []
  /** The one that was removed last, and where it stood. */
  #removed: { readonly member: Member; readonly index: number } | null = null
  #made = 0

  constructor(
    private readonly events: ClientSetEvents,
    private readonly history: ClientHistory,
  ) {
    this.#members.push(this.#make(emptyClientDraft, history.sent))
  }

  /** In the order in which the window shows them. */
  get views(): readonly ClientView[] {
    return this.#members.map(({ id, client: { status, options }, draft }) => ({ id, status, options, draft }))
  }

  /** Where clients were connected to, the latest first. */
  get addresses(): readonly string[] {
    return this.history.addresses
  }

  /**
   * A further client, at the end; next to `from` and like it, but not connected, where that is given.
   * @throws AppError 'bad-request' where there are too many
   */
  add(from: ClientId | null): ClientId {
    this.#checkRoom()
    if (from === null) {
      const member = this.#make(emptyClientDraft, this.history.sent)
      this.#members.push(member)
      this.events.changed()
      return member.id
    }
    const origin = this.#member(from)
    const member = this.#make(origin.draft, origin.sent)
    member.client.configure(origin.client.options)
    this.#members.splice(this.#members.indexOf(origin) + 1, 0, member)
    this.events.changed()
    return member.id
  }

  /** @throws AppError 'bad-request' for the only one */
  remove(id: ClientId): void {
    const member = this.#member(id)
    if (this.#members.length === 1) {
      throw new AppError('bad-request', t`${clientName(id)} is the only one: add another before closing it.`)
    }
    const index = this.#members.indexOf(member)
    this.#members.splice(index, 1)
    member.client.disconnect()
    if (this.#removed) {
      // What its socket still says would begin its log anew, which nobody would ever clear.
      this.#removed.member.client.dispose()
      this.events.forgotten(this.#removed.member.id)
    }
    this.#removed = { member, index }
    this.events.changed()
  }

  /** Puts the client that was removed last back, with its log; its connection is gone. */
  restore(id: ClientId): void {
    if (this.#removed?.member.id !== id) {
      throw new AppError(
        'not-found',
        t`${clientName(id)} can’t be restored: only the last one that was closed can.`,
      )
    }
    this.#checkRoom()
    this.#members.splice(this.#removed.index, 0, this.#removed.member)
    this.#removed = null
    this.events.changed()
  }

  /** What stands in its fields; the window knows already. */
  note(id: ClientId, draft: ClientDraft): void {
    this.#member(id).draft = draft
  }

  configure(id: ClientId, options: ClientOptions): void {
    this.#member(id).client.configure(options)
    this.events.changed()
  }

  /** @throws AppError 'bad-request' for an address that can't be used */
  connect(id: ClientId, address: string): void {
    this.#member(id).client.connect(address)
  }

  disconnect(id: ClientId): void {
    this.#member(id).client.disconnect()
  }

  /** @throws AppError 'not-running' where it is not connected */
  send(id: ClientId, message: OutgoingMessage, typed: TypedText | null): void {
    const member = this.#member(id)
    member.client.send(message)
    if (typed === null) return
    member.sent = { ...member.sent, [typed.kind]: withText(member.sent[typed.kind], typed.text) }
    this.history.rememberSent(typed.kind, typed.text)
  }

  /** What was sent from it, and, before that, in earlier runs. */
  sent(id: ClientId): SentTexts {
    return this.#member(id).sent
  }

  /** Forgets addresses and sent texts, on disk as well. */
  forgetHistory(): void {
    this.history.forget()
    for (const member of this.#members) member.sent = this.history.sent
    if (this.#removed) this.#removed.member.sent = this.history.sent
    this.events.changed()
  }

  /** Ends all connections without waiting for the other sides. */
  dispose(): void {
    for (const { client } of this.#members) client.dispose()
    this.#removed?.member.client.dispose()
  }

  #make(draft: ClientDraft, sent: SentTexts): Member {
    this.#made += 1
    const id = this.#made
    const client = new BuiltInClient({
      status: (status) => {
        if (status.state === 'open') this.history.rememberAddress(status.address)
        this.events.changed()
      },
      line: (line) => this.events.line(id, line),
    })
    return { id, client, draft, sent }
  }

  #member(id: ClientId): Member {
    const member = this.#members.find((one) => one.id === id)
    if (!member) throw new AppError('not-found', t`${clientName(id)} is not there any more.`)
    return member
  }

  #checkRoom(): void {
    if (this.#members.length < maxClients) return
    throw new AppError(
      'bad-request',
      t`There are ${maxClients} clients already: close one before adding another.`,
    )
  }
}
