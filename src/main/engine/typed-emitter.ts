type Listener<T> = (value: T) => void

/** An event emitter whose events and their values are given by the map `Events`. */
export class TypedEmitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<Listener<never>>>()

  /** Calls `listener` on every `event` until the returned function is called. */
  on<K extends keyof Events>(event: K, listener: Listener<Events[K]>): () => void {
    const listeners = this.#listeners.get(event) ?? new Set()
    this.#listeners.set(event, listeners)
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  emit<K extends keyof Events>(event: K, value: Events[K]): void {
    const listeners = this.#listeners.get(event)
    if (!listeners) return
    for (const listener of listeners) {
      // `on` is the only way in, and it ties each listener to its event's type.
      const call = listener as Listener<Events[K]>
      call(value)
    }
  }

  /** Forgets all listeners. */
  clear(): void {
    this.#listeners.clear()
  }
}
