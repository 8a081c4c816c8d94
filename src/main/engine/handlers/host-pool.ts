import type { HandlerHost, StartHandlerHost } from './handler-host'

const ignore = (): void => undefined

/** Starts hosts, keeps one warm (starting one takes about 60 ms) and knows those that have not ended. */
export class HostPool {
  readonly #hosts = new Set<HandlerHost>()
  #spare: HandlerHost | null = null
  #isDisposed = false

  constructor(private readonly start: StartHandlerHost) {}

  /** Starts the next host ahead of its use. */
  prepare(): void {
    if (this.#spare || this.#isDisposed) return
    const host = this.#startHost()
    this.#spare = host
    host.listen({
      ready: ignore,
      loaded: ignore,
      loadFailed: ignore,
      batch: ignore,
      output: ignore,
      exited: () => {
        this.forget(host)
        if (this.#spare === host) this.#spare = null
      },
    })
  }

  /** A host for the caller to listen to. */
  take(): HandlerHost {
    const host = this.#spare ?? this.#startHost()
    this.#spare = null
    return host
  }

  /** The host has ended. */
  forget(host: HandlerHost): void {
    this.#hosts.delete(host)
  }

  /** Ends all hosts; resolves when they are gone. */
  async dispose(): Promise<void> {
    this.#isDisposed = true
    await Promise.all([...this.#hosts].map((host) => host.terminate()))
    this.#hosts.clear()
  }

  #startHost(): HandlerHost {
    const host = this.start()
    this.#hosts.add(host)
    return host
  }
}
