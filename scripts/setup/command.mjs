import { endWithNpm } from './end-with-npm.mjs'
import { nodeVersionProblem } from './node-version.mjs'
import { SetupError, say } from './project.mjs'

/**
 * The frame of every command: refuses an old Node, and turns a failure that the user can mend into its message.
 * @param {(args: string[]) => Promise<number | void>} work resolves to the exit code, or to nothing when what it
 *   started lives on in this process
 */
export async function command(work) {
  const problem = nodeVersionProblem(process.versions.node)
  if (problem !== null) {
    say(problem)
    process.exitCode = 1
    return
  }
  endWithNpm()
  try {
    const code = await work(process.argv.slice(2))
    if (code !== undefined) process.exitCode = code
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    say(error.message)
    process.exitCode = 1
  }
}
