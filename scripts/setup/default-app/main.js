// What a stock Electron has in `default_app.asar` and the development fallback lacks: it gives `electron .`,
// `-r MODULE`, `--app=PATH` and `--version` their meaning.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const { target, preloads, version } = readArguments(process.argv.slice(1))

if (version) {
  process.stdout.write(`v${process.versions.electron}\n`)
  process.exit(0)
}
if (target === null) {
  process.stderr.write('electron: give the folder of an app, for instance `electron .`\n')
  process.exit(1)
}
const requireFromHere = createRequire(import.meta.url)
for (const module of preloads) requireFromHere(path.resolve(module))
// Awaited, so that the app's own code runs before the `ready` event.
await import(pathToFileURL(adoptApp(path.resolve(target))).href)

/** Chromium's switches are passed over; the first plain argument is the app, the rest are the app's own. */
function readArguments(args) {
  const rest = [...args]
  const found = { target: null, preloads: [], version: false }
  while (rest.length > 0 && found.target === null) {
    const argument = rest.shift()
    if (argument === '-r' || argument === '--require') found.preloads.push(rest.shift())
    else if (argument === '-v' || argument === '--version') found.version = true
    else if (argument.startsWith('--app=')) found.target = argument.slice('--app='.length)
    else if (!argument.startsWith('-')) found.target = argument
  }
  return found
}

/** Makes Electron take the app in this folder (or this file) for its own; resolves to the file to run. */
function adoptApp(location) {
  const isFolder = statSync(location).isDirectory()
  const folder = isFolder ? location : path.dirname(location)
  const manifestFile = path.join(folder, 'package.json')
  const manifest = existsSync(manifestFile) ? JSON.parse(readFileSync(manifestFile, 'utf8')) : {}
  const name = manifest.productName ?? manifest.name
  if (name) app.setName(name)
  if (manifest.version) app.setVersion(manifest.version)
  app.setAppPath(folder)
  return isFolder ? path.join(folder, manifest.main ?? 'index.js') : location
}
