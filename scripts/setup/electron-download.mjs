import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { electronDist, electronPackage } from './electron-folder.mjs'
import { say } from './project.mjs'
import { userCacheFolder } from './user-cache.mjs'

const noProgressLimitMs = 20_000
const totalLimitMs = 15 * 60_000
const failureIsRecentForMs = 24 * 60 * 60_000
const failureFile = () => path.join(userCacheFolder(), 'electron-download-failed.json')

/**
 * Lets the electron package download its own runtime. It is ended when it makes no progress for 20 s: behind some
 * firewalls the connection neither opens nor fails.
 * @returns {Promise<string | null>} null when it worked, else the reason why not
 */
export async function downloadElectron(version) {
  say(`Downloading Electron ${version}…`)
  // A link to a fallback runtime would be extracted into.
  await rm(electronDist, { recursive: true, force: true })
  const temporary = await mkdtemp(path.join(os.tmpdir(), 'understudy-electron-'))
  try {
    const problem = await runInstaller(temporary)
    if (problem === null) await rm(failureFile(), { force: true })
    else await rememberFailure(version)
    return problem
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

/** Whether the download of this version, from where it would come now, failed within the last 24 hours. */
export async function downloadFailedRecently(version, nowMs = Date.now()) {
  try {
    const failure = JSON.parse(await readFile(failureFile(), 'utf8'))
    const isTheSame = failure.version === version && failure.mirror === mirror()
    return isTheSame && nowMs - failure.atMs < failureIsRecentForMs
  } catch {
    // No note, or one that is damaged: trying again is the answer to both.
    return false
  }
}

function mirror() {
  return process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? null
}

async function rememberFailure(version) {
  await mkdir(userCacheFolder(), { recursive: true })
  await writeFile(failureFile(), JSON.stringify({ version, mirror: mirror(), atMs: Date.now() }))
}

async function runInstaller(temporary) {
  const child = spawn(process.execPath, [path.join(electronPackage, 'install.js')], {
    stdio: ['ignore', process.stderr, 'pipe'],
    // The download goes through the temporary folder, where its growth can be seen.
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text
  })
  const watch = watchGrowth([temporary, electronDist], () => child.kill('SIGKILL'))
  const code = await new Promise((resolve) => child.once('close', resolve))
  watch.stop()
  if (code === 0) return null
  if (watch.reason) return watch.reason
  return /^\S*(?:Error|error).*$/m.exec(errors)?.[0] ?? errors.trim().slice(0, 200)
}

function watchGrowth(folders, giveUp) {
  const startedMs = Date.now()
  let grewMs = startedMs
  let size = 0
  const watch = { reason: null, stop: () => clearInterval(timer) }
  const timer = setInterval(async () => {
    const now = (await Promise.all(folders.map(sizeOf))).reduce((sum, bytes) => sum + bytes, 0)
    if (now !== size) grewMs = Date.now()
    size = now
    if (Date.now() - grewMs > noProgressLimitMs)
      watch.reason = `no progress for ${noProgressLimitMs / 1000} s`
    else if (Date.now() - startedMs > totalLimitMs)
      watch.reason = `not done after ${totalLimitMs / 60_000} min`
    if (watch.reason) giveUp()
  }, 1000)
  return watch
}

/** The size of what is in a folder, in bytes; files that vanish meanwhile do not count. */
async function sizeOf(folder) {
  const entries = await readdir(folder, { recursive: true }).catch(() => [])
  const sizes = entries.map((name) =>
    stat(path.join(folder, name)).then(
      ({ size }) => size,
      () => 0,
    ),
  )
  return (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0)
}
