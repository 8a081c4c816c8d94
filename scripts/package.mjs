// `npm run package [-- --all] [-- --release]`: sets up what is missing, then makes this platform's packages.
import { makePackage } from './packaging/make-package.mjs'
import { ensureBuild } from './setup/build.mjs'
import { command } from './setup/command.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { installedElectron } from './setup/electron-folder.mjs'
import { ensureElectron } from './setup/electron-runtime.mjs'
import { inProject, SetupError, say } from './setup/project.mjs'

await command(async (args) => {
  const unknown = args.find((argument) => !['--all', '--release'].includes(argument))
  if (unknown !== undefined) {
    throw new SetupError(
      `Unknown argument "${unknown}". --all makes every kind of package for this platform (some need downloads); --release refuses to use anything but the official Electron.`,
    )
  }
  await ensureDependencies()
  await ensureElectron()
  const artifactSuffix = await releaseMark(args.includes('--release'))
  await ensureBuild()
  const code = await makePackage({ kind: args.includes('--all') ? 'all' : 'default', artifactSuffix })
  if (code === 0)
    say(`The packages are in ${inProject('dist')}${artifactSuffix ? ' (not for release)' : ''}.`)
  return code
})

/** What goes into the names of packages that must not be given to users. */
async function releaseMark(isRelease) {
  const { wanted, found } = await installedElectron()
  if (found === wanted) return ''
  const problem = `The installed Electron ${found} is a development runtime, not for release: a release needs the official Electron ${wanted}.`
  if (isRelease) throw new SetupError(`${problem} Run this where its download can be reached.`)
  say(`${problem} The packages are marked "not-for-release".`)
  return '-not-for-release'
}
