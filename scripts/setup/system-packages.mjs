import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { SetupError, say } from './project.mjs'
import { capture, run } from './run-command.mjs'

// Each entry is one need; newer releases of Debian and Ubuntu have renamed some (the 64-bit time transition).
const windowPackages = [
  ['libnss3'],
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libasound2t64', 'libasound2'],
  ['libgbm1'],
  ['libxss1'],
  ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
  ['libdrm2'],
  ['libxtst6'],
]
const fontPackages = [['fonts-dejavu-core']]
const displayPackages = [['xvfb']]
/** WebSocket clients that nobody here wrote; the tests try each against the samples. */
const foreignClientPackages = [['python3-websockets'], ['python3-websocket']]

/**
 * Sees to it that the system has what Electron's window needs: its libraries, a font and, for `display`, Xvfb.
 * Installs what is missing on Debian and Ubuntu as root; otherwise says what to type.
 * @param {{ electron: string, display: boolean }} needs `electron` is the path of the executable
 * @throws {SetupError} with the command to run when something is missing that cannot be installed here
 */
export async function ensureSystemPackages({ electron, display }) {
  if (process.platform !== 'linux') return
  const libraries = await missingLibraries(electron)
  const missing = [
    ...(libraries.length > 0 ? windowPackages : []),
    ...((await hasFonts()) ? [] : fontPackages),
    ...(display && !isOnPath('Xvfb') ? displayPackages : []),
  ]
  if (missing.length === 0) return
  if (!isOnPath('apt-get')) throw new SetupError(withoutApt(libraries, display))
  if (process.getuid() !== 0) throw new SetupError(withoutRoot(await installable(missing)))
  await install(missing)
}

/**
 * Installs, on Debian and Ubuntu as root, the clients of others that the tests speak with. Elsewhere those tests
 * are skipped and say so: no package of a user's system is worth asking for because of them.
 */
export async function installForeignClients() {
  if (process.platform !== 'linux' || process.getuid() !== 0 || !isOnPath('apt-get')) return
  const { stdout } = await capture('dpkg', ['-s', ...foreignClientPackages.flat()])
  const missing = foreignClientPackages.filter(
    ([name]) => !stdout.includes(`Package: ${name}\nStatus: install ok installed\n`),
  )
  if (missing.length === 0) return
  await install(missing).catch((error) => say(`${error.message} Their tests are skipped.`))
}

/** The shared libraries that the program asks for and the system does not have; `ldd` asks the loader itself. */
async function missingLibraries(executable) {
  return parseMissingLibraries((await capture('ldd', [executable])).stdout)
}

/** @param {string} output of `ldd` */
export function parseMissingLibraries(output) {
  return [...output.matchAll(/^\s*(\S+) => not found$/gm)].map(([, name]) => name)
}

/** Whether a program of this name is in one of the folders of PATH. */
export function isOnPath(program, searchPath = process.env.PATH ?? '') {
  return searchPath
    .split(path.delimiter)
    .some((folder) => folder !== '' && existsSync(path.join(folder, program)))
}

async function hasFonts() {
  return (await readdir('/usr/share/fonts').catch(() => [])).length > 0
}

async function install(needs) {
  say('Installing system packages…')
  const quiet = ['-qq', '-o', 'Dpkg::Use-Pty=0']
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const updated = await run('apt-get', [...quiet, 'update'], { env })
  const names = await installable(needs)
  say(`  ${names.join(' ')}`)
  const log = ['ignore', 'ignore', process.stderr]
  const args = [...quiet, 'install', '-y', '--no-install-recommends', ...names]
  if ((await run('apt-get', args, { env, stdio: log })) !== 0) {
    throw new SetupError(
      `The system packages could not be installed (apt-get says why above).${updated === 0 ? '' : ' Its package lists could not be updated either.'} Try: ${aptCommand(names)}`,
    )
  }
}

/** Of each need's names the first one that this release's package lists have. */
async function installable(needs) {
  const { stdout } = await capture('apt-cache', ['show', '--no-all-versions', ...needs.flat()])
  return choosePackages(needs, new Set([...stdout.matchAll(/^Package: (\S+)$/gm)].map(([, name]) => name)))
}

/** @param {string[][]} needs @param {Set<string>} known names of packages that exist */
export function choosePackages(needs, known) {
  return needs.map((names) => names.find((name) => known.has(name)) ?? names[names.length - 1])
}

function aptCommand(names) {
  return `apt-get update && apt-get install -y --no-install-recommends ${names.join(' ')}`
}

function withoutRoot(names) {
  const command = aptCommand(names).replaceAll('apt-get', 'sudo apt-get')
  return `Some system packages are missing. Install them, then run the command again:\n\n  ${command}\n`
}

function withoutApt(libraries, display) {
  const needs = [
    ...(libraries.length > 0 ? [`these libraries: ${libraries.join(' ')}`] : []),
    ...(display && !isOnPath('Xvfb') ? ['the program Xvfb'] : []),
  ]
  return `Electron needs ${needs.join(', and ') || 'a font'}. Install what provides it with your system's package manager, then run the command again.`
}
