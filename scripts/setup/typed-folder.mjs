import { projectFolder } from './project.mjs'

/**
 * The folder in which the user typed the command, for relative paths in its arguments: npm moves to the project's
 * folder before it runs a script.
 */
export function typedFolder(environment = process.env, current = process.cwd()) {
  const throughNpm = ['start', 'serve'].includes(environment.npm_lifecycle_event) && current === projectFolder
  return (throughNpm && environment.INIT_CWD) || current
}
