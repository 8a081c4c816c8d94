import { readFile } from 'node:fs/promises'
import { inProject, SetupError, say } from './project.mjs'
import { runNpm } from './run-command.mjs'

/**
 * Whether what is installed is what the lock file asks for. Optional packages may be missing: most of them are for
 * other platforms.
 * @param {{ packages: Record<string, { version?: string, optional?: boolean, devOptional?: boolean }> }} wanted
 * @param {{ packages: Record<string, { version?: string }> }} installed the lock that npm leaves in node_modules
 */
export function matchesLock(wanted, installed) {
  return Object.entries(wanted.packages).every(([folder, { version, optional, devOptional }]) => {
    if (folder === '') return true
    const found = installed.packages[folder]
    return found === undefined ? Boolean(optional || devOptional) : found.version === version
  })
}

/** Installs the npm packages if they are missing or are not those of the lock file. */
export async function ensureDependencies() {
  const wanted = await readJson(inProject('package-lock.json'))
  const installed = await readJson(inProject('node_modules', '.package-lock.json'))
  if (installed && (wanted === null || matchesLock(wanted, installed))) return
  say('Installing the dependencies…')
  // Not `npm ci`: newer ones refuse a lock file without the packages for platforms that the registry in use does
  // not carry. With --no-save the lock is read, its versions and hashes hold, and nothing is written to it. A
  // NODE_ENV=production in the user's shell would leave the build tools out.
  const options = ['--no-save', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  const code = await runNpm(['install', ...options, '--loglevel=error'])
  if (code !== 0) {
    throw new SetupError(
      'The dependencies could not be installed (npm says why above). Check the network connection or your npm registry settings, then run the command again.',
    )
  }
}

/** The parsed file, or null if there is none. */
async function readJson(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw new SetupError(`${file} cannot be read: ${error.message}`)
  }
}
