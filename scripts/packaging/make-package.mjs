import { chmodSync, existsSync } from 'node:fs'
import path from 'node:path'
import { electronDist } from '../setup/electron-folder.mjs'
import { runPackageProgram } from '../setup/package-program.mjs'
import { inProject } from '../setup/project.mjs'

// The targets that need no download of their own.
const offlineTargets = ['dir', 'tar.gz', 'zip']

/**
 * Packages the built app with the installed Electron.
 *
 * - `test`: unpacked into `dist/test`, with the inspector left on, because Playwright needs it
 * - `default`: into `dist`, what this platform can make without downloading more
 * - `all`: into `dist`, every target of electron-builder.yml for this platform
 * @param {{ kind: 'test' | 'default' | 'all', artifactSuffix?: string }} what
 * @returns {Promise<number>} electron-builder's exit code
 */
export function makePackage({ kind, artifactSuffix = '' }) {
  const args = [
    ...targetArguments(kind),
    '--publish=never',
    `-c.electronDist=${electronDist}`,
    `-c.directories.output=${outputFolder(kind)}`,
    // electron-builder fills in the braces.
    `-c.artifactName=\${name}-\${version}-\${os}-\${arch}${artifactSuffix}.\${ext}`,
    ...(kind === 'test' ? ['-c.electronFuses.enableNodeCliInspectArguments=true'] : []),
  ]
  return runPackageProgram('electron-builder', 'electron-builder', args, { env: archiverEnvironment() })
}

/** The executable of the unpacked app. */
export function packagedApp(kind, platform = process.platform, arch = process.arch) {
  const suffix = arch === 'x64' ? '' : `-${arch}`
  switch (platform) {
    case 'darwin':
      return path.join(
        outputFolder(kind),
        `mac${suffix}`,
        'Understudy.app',
        'Contents',
        'MacOS',
        'Understudy',
      )
    case 'win32':
      return path.join(outputFolder(kind), `win${suffix}-unpacked`, 'Understudy.exe')
    default:
      return path.join(outputFolder(kind), `linux${suffix}-unpacked`, 'understudy')
  }
}

function outputFolder(kind) {
  return kind === 'test' ? inProject('dist', 'test') : inProject('dist')
}

function targetArguments(kind) {
  if (kind === 'test') return ['--dir']
  if (kind === 'all' || process.platform !== 'linux') return []
  return ['--linux', ...offlineTargets]
}

/** electron-builder would download its own 7zip; the one from npm does, and its highest level is not worth the wait. */
function archiverEnvironment() {
  const archiver = inProject('node_modules', '7zip-bin', 'linux', process.arch, '7za')
  if (process.platform !== 'linux' || !existsSync(archiver)) return process.env
  chmodSync(archiver, 0o755)
  return {
    ...process.env,
    ELECTRON_BUILDER_7ZIP_PATH: archiver,
    ELECTRON_BUILDER_COMPRESSION_LEVEL: process.env.ELECTRON_BUILDER_COMPRESSION_LEVEL ?? '3',
  }
}
