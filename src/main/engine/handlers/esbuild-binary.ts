import { createRequire } from 'node:module'

/** esbuild, imported when it is first needed; its program is found in a packaged app, too. */
export async function importEsbuild(): Promise<typeof import('esbuild')> {
  const binary = unpackedBinary(createRequire(import.meta.url).resolve('esbuild'))
  // esbuild reads the variable once, while it is imported.
  if (binary !== null) process.env.ESBUILD_BINARY_PATH ??= binary
  return import('esbuild')
}

/**
 * Where a packaged app keeps esbuild's program: the archive `app.asar` can't hold one that the system is to
 * run, so electron-builder puts it into a folder beside it. Null where esbuild is not in an archive.
 */
export function unpackedBinary(
  esbuild: string,
  platform = process.platform,
  arch = process.arch,
): string | null {
  const inArchive = /^(.*[\\/]app\.asar)([\\/].*[\\/])esbuild[\\/]lib[\\/]main\.js$/.exec(esbuild)
  if (!inArchive) return null
  const [, archive, modules] = inArchive
  const program = platform === 'win32' ? 'esbuild.exe' : 'bin/esbuild'
  return `${archive}.unpacked${modules}@esbuild/${platform}-${arch}/${program}`
}
