import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the repository. */
export const projectFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')

/** An absolute path inside the repository. */
export const inProject = (...parts) => path.join(projectFolder, ...parts)

/** Tells the user something on stderr: stdout belongs to the program that is being started. */
export function say(message) {
  process.stderr.write(`${message}\n`)
}

/** A failure whose message is all that the user needs to see; it ends the command with status 1. */
export class SetupError extends Error {
  name = 'SetupError'
}
