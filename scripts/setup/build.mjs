import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { runPackageProgram } from './package-program.mjs'
import { inProject, projectFolder, SetupError, say } from './project.mjs'

const inputs = ['src', 'templates', 'electron.vite.config.ts', 'package.json', 'package-lock.json']
const isTest = /\.test\.tsx?$/
const stampFile = inProject('out', 'build-stamp')

/** Builds the app into `out/` unless what is there was built from the files as they are now. */
export async function ensureBuild() {
  const now = await fingerprint(projectFolder, inputs)
  const built = existsSync(inProject('out', 'main', 'main.js')) ? await readStamp() : null
  if (built === now) return
  say('Building…')
  if ((await build()) !== 0) throw new SetupError('The build failed (see above).')
}

/** Builds the app into `out/`; resolves to the exit code. */
export async function build() {
  // Taken before the build, so that a file saved while it runs makes the result stale.
  const stamp = await fingerprint(projectFolder, inputs)
  await rm(stampFile, { force: true })
  const code = await runPackageProgram('electron-vite', 'electron-vite', ['build', '--logLevel', 'warn'])
  if (code === 0) {
    await mkdir(path.dirname(stampFile), { recursive: true })
    await writeFile(stampFile, stamp)
  }
  return code
}

/**
 * Changes whenever a file in one of these places is added, removed, renamed or written.
 * @param {string} folder
 * @param {string[]} places files and folders in it
 */
export async function fingerprint(folder, places) {
  const files = (await Promise.all(places.map((place) => filesIn(path.join(folder, place))))).flat().sort()
  const hash = createHash('sha256')
  for (const file of files) {
    const { size, mtimeMs } = await stat(file)
    hash.update(`${path.relative(folder, file)}\0${size}\0${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/** Tests are left out: they are not in the build. */
async function filesIn(place) {
  if (!existsSync(place)) return []
  if (!(await stat(place)).isDirectory()) return [place]
  const entries = await readdir(place, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && !isTest.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
}

function readStamp() {
  return readFile(stampFile, 'utf8').catch(() => null)
}
