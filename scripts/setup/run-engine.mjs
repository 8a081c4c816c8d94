import { pathToFileURL } from 'node:url'
import { inProject } from './project.mjs'
import { typedFolder } from './typed-folder.mjs'

/**
 * Runs the built engine in this very process: signals reach it as they were sent, stdout is its own, and so is the
 * exit code.
 * @param {string[]} args of `npm run serve`
 */
export async function runEngine(args) {
  const program = inProject('out', 'main', 'serve.js')
  process.chdir(typedFolder())
  process.argv = [process.execPath, program, ...args]
  await import(pathToFileURL(program).href)
}
