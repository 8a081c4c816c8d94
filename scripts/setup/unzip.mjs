import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

/**
 * Unpacks a zip file, keeping each file's mode.
 * @param {string} archive
 * @param {(name: string) => string | null} target where an entry goes; null leaves it out
 */
export async function unzip(archive, target) {
  // Imported here because this module is loaded before the dependencies are installed.
  const { default: yauzl } = await import('yauzl')
  const zip = await new Promise((resolve, reject) =>
    yauzl.open(archive, { lazyEntries: true, autoClose: true }, (error, opened) =>
      error ? reject(error) : resolve(opened),
    ),
  )
  await new Promise((resolve, reject) => {
    zip.once('error', reject)
    zip.once('end', resolve)
    zip.on('entry', (entry) => {
      extract(zip, entry, target(entry.fileName)).then(() => zip.readEntry(), reject)
    })
    zip.readEntry()
  })
}

async function extract(zip, entry, file) {
  if (file === null || entry.fileName.endsWith('/')) return
  await mkdir(path.dirname(file), { recursive: true })
  const content = await new Promise((resolve, reject) =>
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))),
  )
  const mode = (entry.externalFileAttributes >>> 16) & 0o777
  await pipeline(content, createWriteStream(file, { mode: mode || 0o644 }))
}
