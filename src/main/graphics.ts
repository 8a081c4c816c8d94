import { existsSync } from 'node:fs'

/** What Linux shows of a graphics processor: the kernel's render nodes, NVIDIA's own driver, WSL, and two of ARM's. */
const linuxDevices = ['/dev/dri', '/dev/nvidiactl', '/dev/dxg', '/dev/mali0', '/dev/kgsl-3d0']

/**
 * Whether there may be a graphics processor. Where there is surely none (a container, a virtual display), Chromium starts
 * its GPU process all the same, sees it fail and starts another, and now and then its page waits for the first one for
 * ever: a window that never shows.
 */
export function mayHaveGraphicsDevice(
  platform: NodeJS.Platform,
  exists: (path: string) => boolean = existsSync,
): boolean {
  return platform !== 'linux' || linuxDevices.some((path) => exists(path))
}
