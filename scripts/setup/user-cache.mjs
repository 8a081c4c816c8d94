import os from 'node:os'
import path from 'node:path'

/** Where this user's caches live; a folder of our own in it. It need not exist yet. */
export function userCacheFolder(environment = process.env, platform = process.platform, home = os.homedir()) {
  switch (platform) {
    case 'win32':
      return path.join(environment.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'), 'understudy', 'Cache')
    case 'darwin':
      return path.join(home, 'Library', 'Caches', 'understudy')
    default:
      return path.join(environment.XDG_CACHE_HOME || path.join(home, '.cache'), 'understudy')
  }
}
