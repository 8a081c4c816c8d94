import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { inProject } from './project.mjs'

/** The installed npm package `electron`: a launcher that keeps the runtime itself in its `dist`. */
export const electronPackage = inProject('node_modules', 'electron')
export const electronDist = path.join(electronPackage, 'dist')

/**
 * The runtime that is in place.
 * @returns {Promise<{ wanted: string, found: string | null, executable: string }>} `found` is the version of a
 *   runtime that can be started, or null
 */
export async function installedElectron() {
  const { version: wanted } = JSON.parse(await readFile(path.join(electronPackage, 'package.json'), 'utf8'))
  const executable = path.join(
    electronDist,
    await readText(path.join(electronPackage, 'path.txt'), 'electron'),
  )
  const version = await readText(path.join(electronDist, 'version'), '')
  const found = version !== '' && existsSync(executable) ? version.replace(/^v/, '') : null
  return { wanted, found, executable }
}

async function readText(file, fallback) {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return fallback
    throw error
  }
}
