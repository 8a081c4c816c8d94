import { readFileSync } from 'node:fs'
import path from 'node:path'
import { inProject } from './project.mjs'
import { run } from './run-command.mjs'

/**
 * Runs a program of an installed npm package with this Node, which works alike on every platform (the links in
 * node_modules/.bin do not).
 * @returns {Promise<number>} its exit code
 */
export function runPackageProgram(packageName, program, args, options) {
  const folder = inProject('node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  return run(process.execPath, [path.join(folder, bin[program]), ...args], options)
}
