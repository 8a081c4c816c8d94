import { spawn } from 'node:child_process'
import { projectFolder, say } from './project.mjs'
import { sandboxProblem } from './sandbox.mjs'
import { typedFolder } from './typed-folder.mjs'

/**
 * Opens the built app and waits for its end.
 * @param {string} electron the path of the executable
 * @param {string[]} args of `npm start`
 * @returns {Promise<number>} the app's exit code
 */
export function runApp(electron, args) {
  const problem = sandboxProblem(electron)
  if (problem !== null && problem !== 'root') {
    say(`Note: started without Electron's sandbox: ${problem} on this machine.`)
  }
  const child = spawn(electron, [projectFolder, ...(problem === null ? [] : ['--no-sandbox']), ...args], {
    cwd: typedFolder(),
    stdio: 'inherit',
    // Ctrl-C in a terminal reaches every process of its group, and npm sends it on once more; a second one makes
    // Electron exit at once, with whatever was not saved. In a group of its own it gets just the one sent below.
    detached: process.platform !== 'win32',
  })
  forwardFirstSignal(child)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}

function forwardFirstSignal(child) {
  let forwarded = false
  const forward = (signal) => {
    // On Windows the console has told the app already, and kill would end it without a goodbye.
    if (forwarded || process.platform === 'win32') return
    forwarded = true
    child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward)
}
