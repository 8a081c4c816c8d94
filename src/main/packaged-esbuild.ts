import { join } from 'node:path'

/**
 * The compiler's own program in a packaged app: it can't be started from inside the archive, so it lies unpacked
 * beside it.
 * @param resources `process.resourcesPath`
 */
export function packagedEsbuild(resources: string, platform: NodeJS.Platform, arch: string): string {
  const folder = join(resources, 'app.asar.unpacked', 'node_modules', '@esbuild', `${platform}-${arch}`)
  return platform === 'win32' ? join(folder, 'esbuild.exe') : join(folder, 'bin', 'esbuild')
}
