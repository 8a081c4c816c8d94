import { spawn } from 'node:child_process'
import path from 'node:path'
import { projectFolder } from './project.mjs'

const toStderr = ['ignore', process.stderr, process.stderr]

/**
 * Runs a program to its end in the project's folder. Its output goes to stderr unless `stdio` says otherwise.
 * @returns {Promise<number>} its exit code; 1 if a signal ended it
 * @throws when the program cannot be started; the reason of `options.signal` when that is aborted
 */
export function run(file, args, { stdio = toStderr, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: projectFolder, stdio, ...options })
    child.once('error', (error) => reject(error.name === 'AbortError' ? error.cause : error))
    child.once('close', (code) => resolve(code ?? 1))
  })
}

/**
 * Runs a program and collects what it prints.
 * @returns {Promise<{ code: number, stdout: string }>} code 127 when the program is not there
 */
export function capture(file, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd: projectFolder, stdio: ['ignore', 'pipe', 'ignore'], ...options })
    let stdout = ''
    child.stdout.setEncoding('utf8')
    child.stdout.on('data', (text) => {
      stdout += text
    })
    child.once('error', () => resolve({ code: 127, stdout }))
    child.once('close', (code) => resolve({ code: code ?? 1, stdout }))
  })
}

/**
 * How to start npm: the npm that runs us if there is one, through Node itself, because Windows' `npm.cmd` cannot be
 * spawned without a shell.
 * @returns {{ file: string, args: string[], shell: boolean }} `args` go before npm's own
 */
export function npmCommand(environment = process.env, platform = process.platform) {
  const script = environment.npm_execpath
  if (script && /npm-cli\.c?js$/.test(path.basename(script))) {
    return { file: process.execPath, args: [script], shell: false }
  }
  return platform === 'win32'
    ? { file: 'npm.cmd', args: [], shell: true }
    : { file: 'npm', args: [], shell: false }
}

/** Runs npm with these arguments; resolves to its exit code. */
export function runNpm(args, options = {}) {
  const npm = npmCommand()
  return run(npm.file, [...npm.args, ...args], { shell: npm.shell, ...options })
}
