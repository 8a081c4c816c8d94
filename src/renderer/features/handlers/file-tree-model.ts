import type { HandlerFile } from '../../../shared/model/handlers'
import { byName } from '../../ui/by-name'
import { moveMarker } from '../../ui/list-keys'

/** A visible row of the tree: a folder or a file, with its depth below `handlers/`. */
export interface TreeRow {
  readonly kind: 'folder' | 'file'
  /** `handlers/chat.ts`, or a folder's path without a slash at its end. */
  readonly path: string
  readonly name: string
  /** From 1. */
  readonly level: number
  readonly disabled: boolean
  readonly expanded: boolean
}

/** The rows of the tree from top to bottom: folders before files, both by name; closed folders hide theirs. */
export function treeRows(files: readonly HandlerFile[], closed: ReadonlySet<string>): readonly TreeRow[] {
  return rowsBelow('handlers', files, closed, 1)
}

function rowsBelow(
  folder: string,
  files: readonly HandlerFile[],
  closed: ReadonlySet<string>,
  level: number,
): readonly TreeRow[] {
  const inside = files.filter(({ path }) => path.startsWith(`${folder}/`))
  const names = inside.map(({ path }) => path.slice(folder.length + 1))
  const folders = [
    ...new Set(names.filter((name) => name.includes('/')).map((name) => name.split('/', 1)[0] ?? '')),
  ]
  const folderRows = folders.sort(byName).flatMap((name): readonly TreeRow[] => {
    const path = `${folder}/${name}`
    const expanded = !closed.has(path)
    const row: TreeRow = { kind: 'folder', path, name, level, disabled: false, expanded }
    return expanded ? [row, ...rowsBelow(path, inside, closed, level + 1)] : [row]
  })
  const fileRows = inside
    .filter(({ path }) => !path.slice(folder.length + 1).includes('/'))
    .map(({ path, disabled }): TreeRow => {
      const name = path.slice(folder.length + 1)
      return { kind: 'file', path, name, level, disabled, expanded: false }
    })
    .sort((a, b) => byName(a.name, b.name))
  return [...folderRows, ...fileRows]
}

/** What a key in the tree asks for. */
export type TreeAction =
  | { readonly kind: 'focus'; readonly index: number }
  | { readonly kind: 'choose' | 'toggle' | 'menu' | 'rename' | 'remove' }

/** What `key` on `row`, the one at `index` of `count` visible rows, asks for; null where it means nothing. */
export function treeAction(
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
  row: TreeRow,
  index: number,
  count: number,
): TreeAction | null {
  const target = moveMarker(key, { active: index, count })
  if (target !== null) return { kind: 'focus', index: target }
  if (key === 'Enter' || key === ' ') return { kind: 'choose' }
  if (row.kind === 'folder') {
    return key === (row.expanded ? 'ArrowLeft' : 'ArrowRight') ? { kind: 'toggle' } : null
  }
  if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) return { kind: 'menu' }
  if (key === 'F2') return { kind: 'rename' }
  return key === 'Delete' ? { kind: 'remove' } : null
}
