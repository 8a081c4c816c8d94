/**
 * The folder that dropped files mean: the one that was dropped, or that of its `understudy.json`; null where
 * that is not clear. Whether it is a folder is found out by opening it.
 */
export function droppedWorkspace(paths: readonly string[]): string | null {
  const [path, ...others] = paths
  if (path === undefined || path === '' || others.length > 0) return null
  return path.replace(/[\\/]understudy\.json$/, '')
}
