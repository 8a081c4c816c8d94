import { messageOf } from '../../../shared/errors'
import type { CloseInfo } from '../../../shared/model/connection'
import type { MessageType, Payload } from '../../../shared/model/message'
import type { UpstreamTarget } from '../handlers/protocol'
import { Vigil } from '../handlers/vigil'
import type { Connection } from '../server/connection'
import { defaultLinkLimits, type LinkLimits, type UpstreamEvents } from './link-events'
import { UpstreamLink } from './upstream-link'

/** An upstream on this machine mostly answers within this time. */
const vigilMs = 0.15

/** The links to real servers: one per client and rule, made by the first message that needs it. */
export class UpstreamLinks {
  readonly #events: UpstreamEvents
  readonly #limits: LinkLimits
  readonly #vigil = new Vigil(vigilMs)
  /** By connection number, then by rule. */
  readonly #links = new Map<number, Map<string, UpstreamLink>>()
  /** Every link with a socket, those that are closing included. */
  readonly #alive = new Set<UpstreamLink>()
  /** Links of a connection that are behind: it is read on when none is left. */
  readonly #congested = new Map<number, Set<UpstreamLink>>()

  constructor(events: UpstreamEvents, limits: Partial<LinkLimits> = {}) {
    this.#events = events
    this.#limits = { ...defaultLinkLimits, ...limits }
  }

  /** Number of links whose socket is not gone yet. */
  get size(): number {
    return this.#alive.size
  }

  /**
   * Sends a client's message to the rule's upstream, connecting first where there is no link. Messages keep
   * their order; what can't be delivered is told by `failed`.
   */
  forward(
    connection: Connection,
    rule: string,
    target: UpstreamTarget,
    type: MessageType,
    payload: Payload,
  ): void {
    if (connection.state === 'closed') return
    const known = this.#links.get(connection.number)?.get(rule)
    // One that its upstream is closing takes nothing any more: the next one takes its place.
    const link = known?.isUsable ? known : this.#open(connection, rule, target)
    link?.forward(type, payload)
  }

  /** Ends the client's links with its own code and reason. */
  clientClosed(connection: Connection, close: CloseInfo): void {
    const links = this.#links.get(connection.number)
    this.#links.delete(connection.number)
    for (const link of links?.values() ?? []) link.closeFor(close)
  }

  /** Ends every link of a rule that is gone, or those whose connection is `concerned`. */
  closeRule(rule: string, concerned: (connection: Connection) => boolean = () => true): void {
    for (const links of [...this.#links.values()]) {
      const link = links.get(rule)
      if (!link || !concerned(link.connection)) continue
      this.#remove(link)
      link.close()
    }
  }

  /** Ends all links at once. */
  dispose(): void {
    for (const link of this.#alive) link.terminate()
    this.#links.clear()
  }

  #open(connection: Connection, rule: string, target: UpstreamTarget): UpstreamLink | null {
    try {
      const link = new UpstreamLink({
        connection,
        rule,
        target,
        events: this.#events,
        limits: this.#limits,
        vigil: this.#vigil,
        ended: (ended) => {
          this.#alive.delete(ended)
          this.#remove(ended)
        },
        congested: (behind, isCongested) => this.#onCongested(behind, isCongested),
      })
      this.#alive.add(link)
      const links = this.#links.get(connection.number)
      if (links) links.set(rule, link)
      else this.#links.set(connection.number, new Map([[rule, link]]))
      return link
    } catch (error) {
      // A URL that the workspace's schema lets through and the URL parser does not.
      this.#events.failed(connection, rule, `${target.url}: ${messageOf(error)}`, 1)
      return null
    }
  }

  #remove(link: UpstreamLink): void {
    const links = this.#links.get(link.connection.number)
    if (links?.get(link.rule) !== link) return
    links.delete(link.rule)
    if (links.size === 0) this.#links.delete(link.connection.number)
  }

  #onCongested(link: UpstreamLink, isCongested: boolean): void {
    const { connection } = link
    const behind = this.#congested.get(connection.number) ?? new Set<UpstreamLink>()
    if (isCongested) behind.add(link)
    else behind.delete(link)
    if (behind.size > 0) {
      this.#congested.set(connection.number, behind)
      connection.pauseReading('upstream')
    } else {
      this.#congested.delete(connection.number)
      connection.resumeReading('upstream')
    }
  }
}
