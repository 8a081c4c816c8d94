import type { Clock } from './clock'

interface Task {
  readonly at: number
  readonly run: () => void
}

/** A clock that stands still until a test moves it. */
export class FakeClock implements Clock {
  #now = 0
  readonly #tasks = new Set<Task>()

  now(): number {
    return this.#now
  }

  after(ms: number, run: () => void): () => void {
    const task = { at: this.#now + ms, run }
    this.#tasks.add(task)
    return () => this.#tasks.delete(task)
  }

  /** Moves on, running what becomes due at its time and in its order. */
  advance(ms: number): void {
    const end = this.#now + ms
    for (let next = this.#due(end); next; next = this.#due(end)) {
      this.#tasks.delete(next)
      this.#now = Math.max(this.#now, next.at)
      next.run()
    }
    this.#now = end
  }

  /** Moves on in one jump, as after the machine slept: what became due runs late. */
  jump(ms: number): void {
    this.#now += ms
    this.advance(0)
  }

  #due(end: number): Task | undefined {
    let first: Task | undefined
    for (const task of this.#tasks) if (task.at <= end && (!first || task.at < first.at)) first = task
    return first
  }
}
