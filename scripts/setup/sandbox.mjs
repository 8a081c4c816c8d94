import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/**
 * Why Electron's sandbox cannot work here, or null. Chromium refuses to start as root with it; as an ordinary user
 * it needs user namespaces (which Ubuntu 24.04 keeps from unknown programs) or a set-uid helper.
 * @param {string} electron the path of the executable
 */
export function sandboxProblem(electron) {
  if (process.platform !== 'linux') return null
  if (process.getuid() === 0) return 'root'
  const forbidden =
    read('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1' ||
    read('/proc/sys/kernel/unprivileged_userns_clone') === '0' ||
    read('/proc/sys/user/max_user_namespaces') === '0'
  return forbidden && !isSetUidRoot(path.join(path.dirname(electron), 'chrome-sandbox'))
    ? 'user namespaces are not allowed'
    : null
}

function read(file) {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    // Kernels without this switch do not restrict anything.
    return null
  }
}

function isSetUidRoot(file) {
  const found = statSync(file, { throwIfNoEntry: false })
  return found !== undefined && found.uid === 0 && (found.mode & 0o4000) !== 0
}
