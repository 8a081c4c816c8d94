import { isAbsolute, relative, sep } from 'node:path'

/** Whether `path` is `folder` or below it; both absolute, links not followed. */
export function isAtOrBelow(folder: string, path: string): boolean {
  const way = relative(folder, path)
  // On Windows the way to another drive is absolute.
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/** Whether `path` is below `folder`; both absolute, links not followed. */
export function isInside(folder: string, path: string): boolean {
  return isAtOrBelow(folder, path) && relative(folder, path) !== ''
}
