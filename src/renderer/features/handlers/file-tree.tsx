import { ChevronDown, ChevronRight, Ellipsis, FileCode2 } from 'lucide-react'
import { type KeyboardEvent, type MouseEvent, useRef, useState } from 'react'
import { t } from '../../../shared/text/t'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { type DragType, type ItemDrop, startItemDrag, useItemDrop } from '../../ui/item-drag'
import type { HandlerEditor } from './editor/handler-editor'
import { duplicateFile, type FileChangeTarget, folderOf, moveIntoFolder } from './file-changes'
import { type FileDialog, FileDialogs } from './file-dialogs'
import { FileMenu, type MenuPlace } from './file-menu'
import classes from './file-tree.module.css'
import { type TreeRow, treeAction, treeRows } from './file-tree-model'
import { openFile } from './open-files'

const dragType: DragType = 'application/x-understudy-handler'

/** The workspace's handler files; Enter opens one, the context menu has what can be done with it. */
export function FileTree({ editor }: { readonly editor: HandlerEditor | null }) {
  const files = useAppStore((state) => state.handlerFiles)
  const activeFile = useAppStore((state) => state.ui.activeFile)
  const store = useAppStoreApi()
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [focused, setFocused] = useState<string | null>(null)
  const [menu, setMenu] = useState<MenuPlace | null>(null)
  const [dialog, setDialog] = useState<FileDialog | null>(null)
  const tree = useRef<HTMLDivElement>(null)
  const target: FileChangeTarget = { store, documents: editor?.documents ?? null }
  const drop = useItemDrop(dragType, (path, folder) => void moveIntoFolder(target, path, folder))

  const rows = treeRows(files, closed)
  // One row of the tree takes the focus: the one that had it last, else the file in the editor.
  const stop =
    rows.find(({ path }) => path === focused) ?? rows.find(({ path }) => path === activeFile) ?? rows[0]

  const toggle = (path: string) => {
    const next = new Set(closed)
    if (!next.delete(path)) next.add(path)
    setClosed(next)
  }
  const choose = (row: TreeRow) => (row.kind === 'folder' ? toggle(row.path) : openFile(store, row.path))

  const closeMenu = () => {
    setMenu(null)
    tree.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  }

  const onKeyDown = (event: KeyboardEvent, row: TreeRow, index: number) => {
    const action = treeAction(event, row, index, rows.length)
    if (!action) return
    event.preventDefault()
    switch (action.kind) {
      case 'focus':
        return tree.current?.querySelectorAll<HTMLElement>('[role="treeitem"]')[action.index]?.focus()
      case 'choose':
        return choose(row)
      case 'toggle':
        return toggle(row.path)
      case 'menu': {
        const place = placeBelow(event.currentTarget)
        // Later: a menu that opens during the key press takes the same key as a reason to close.
        return setTimeout(() => setMenu({ row, ...place }))
      }
      case 'rename':
      case 'remove':
        return setDialog({ kind: action.kind, path: row.path })
      default:
        return action satisfies never
    }
  }

  return (
    <>
      <div
        role="tree"
        aria-label={t`Handler files`}
        className={classes.tree}
        ref={tree}
        {...drop('handlers')}
      >
        {rows.map((row, index) => (
          <FileRow
            key={row.path}
            row={row}
            active={row.path === activeFile}
            tabIndex={row === stop ? 0 : -1}
            onFocus={() => setFocused(row.path)}
            onChoose={() => choose(row)}
            onKeyDown={(event) => onKeyDown(event, row, index)}
            onMenu={(place) => setMenu({ row, ...place })}
            drop={drop(row.kind === 'folder' ? row.path : folderOf(row.path))}
          />
        ))}
      </div>
      <FileMenu
        place={menu}
        onClose={closeMenu}
        onDialog={setDialog}
        onDuplicate={(path) => void duplicateFile(target, path)}
      />
      <FileDialogs dialog={dialog} editor={editor} onClose={() => setDialog(null)} />
    </>
  )
}

function placeBelow(element: Element): { readonly x: number; readonly y: number } {
  const { left, bottom } = element.getBoundingClientRect()
  return { x: left + 24, y: bottom }
}

interface FileRowProps {
  readonly row: TreeRow
  readonly active: boolean
  readonly tabIndex: 0 | -1
  readonly onFocus: () => void
  readonly onChoose: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onMenu: (place: { readonly x: number; readonly y: number }) => void
  /** Takes a file that is dropped on the row. */
  readonly drop: ItemDrop
}

function FileRow(props: FileRowProps) {
  const { row, onMenu } = props
  const dirty = useAppStore((state) => state.ui.dirtyFiles.has(row.path))
  const broken = useAppStore(
    ({ handlerStatus }) =>
      handlerStatus.state === 'error' &&
      handlerStatus.problems.some((problem) => problem.location?.file === row.path),
  )
  const onContextMenu = (event: MouseEvent) => {
    event.preventDefault()
    if (row.kind === 'file') onMenu({ x: event.clientX, y: event.clientY })
  }
  return (
    <div
      role="treeitem"
      aria-label={row.name}
      aria-level={row.level}
      aria-selected={props.active}
      aria-expanded={row.kind === 'folder' ? row.expanded : undefined}
      aria-description={descriptionOf(row.disabled, dirty, broken)}
      tabIndex={props.tabIndex}
      className={classes.row}
      data-disabled={row.disabled || undefined}
      data-broken={broken || undefined}
      style={{ paddingLeft: 6 + (row.level - 1) * 14 }}
      title={row.disabled ? t`${row.path} (disabled)` : row.path}
      onFocus={props.onFocus}
      onClick={props.onChoose}
      onKeyDown={props.onKeyDown}
      onContextMenu={onContextMenu}
      draggable={row.kind === 'file'}
      onDragStart={(event) => startItemDrag(event, dragType, row.path)}
      {...props.drop}
    >
      <RowIcon row={row} />
      <span className="u-truncate">{row.name}</span>
      {dirty && <span className={classes.dirty} aria-hidden />}
      {row.kind === 'file' && (
        // Only for the mouse: the keyboard has Shift+F10.
        <span
          className={classes.more}
          aria-hidden
          onClick={(event) => {
            event.stopPropagation()
            onMenu(placeBelow(event.currentTarget))
          }}
        >
          <Ellipsis size={13} />
        </span>
      )}
    </div>
  )
}

function RowIcon({ row }: { readonly row: TreeRow }) {
  const Icon = row.kind === 'file' ? FileCode2 : row.expanded ? ChevronDown : ChevronRight
  return <Icon size={14} aria-hidden className={classes.icon} />
}

function descriptionOf(disabled: boolean, dirty: boolean, broken: boolean): string | undefined {
  const words = [disabled && t`disabled`, dirty && t`unsaved`, broken && t`has errors`].filter(Boolean)
  return words.length > 0 ? words.join(', ') : undefined
}
