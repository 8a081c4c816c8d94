import type { CommandId } from '../../shared/commands'

/** What a command does; a promise takes care of its own errors. */
export type CommandHandler = () => unknown

/**
 * Who carries out which command. Keys, the menu, the palette and buttons all run commands by id;
 * the feature that owns a command registers how.
 */
export class CommandRegistry {
  readonly #handlers = new Map<CommandId, CommandHandler>()

  /** Registers the handler, the newest one wins; returns how to take it back. */
  register(id: CommandId, handler: CommandHandler): () => void {
    this.#handlers.set(id, handler)
    return () => {
      // A component that mounts before the old one unmounts has already put its own handler here.
      if (this.#handlers.get(id) === handler) this.#handlers.delete(id)
    }
  }

  /** Whether somebody carries the command out at the moment. */
  has(id: CommandId): boolean {
    return this.#handlers.has(id)
  }

  /** Runs the command; false when nobody carries it out at the moment. */
  run(id: CommandId): boolean {
    const handler = this.#handlers.get(id)
    void handler?.()
    return handler !== undefined
  }
}
