import { Menu } from '@mantine/core'
import { CirclePlay, CircleSlash, Copy, Pencil, Trash2 } from 'lucide-react'
import { t } from '../../../shared/text/t'
import { perform } from '../../ui/perform'
import type { FileDialog } from './file-dialogs'
import type { TreeRow } from './file-tree-model'

/** Where on the screen the menu opens, in pixels, and for which file. */
export interface MenuPlace {
  readonly row: TreeRow
  readonly x: number
  readonly y: number
}

export interface FileMenuProps {
  readonly place: MenuPlace | null
  readonly onClose: () => void
  readonly onDialog: (dialog: FileDialog) => void
  readonly onDuplicate: (path: string) => void
}

/** What can be done with a handler file. */
export function FileMenu({ place, onClose, onDialog, onDuplicate }: FileMenuProps) {
  if (!place) return null
  const { path, disabled } = place.row
  return (
    <Menu opened onClose={onClose} position="bottom-start" returnFocus>
      <Menu.Target>
        <span style={{ position: 'fixed', left: place.x, top: place.y }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={t`Actions for ${place.row.name}`}>
        <Menu.Item leftSection={<Pencil size={14} />} onClick={() => onDialog({ kind: 'rename', path })}>
          {t`Rename or move…`}
        </Menu.Item>
        <Menu.Item leftSection={<Copy size={14} />} onClick={() => onDuplicate(path)}>
          {t`Duplicate`}
        </Menu.Item>
        <Menu.Item
          leftSection={disabled ? <CirclePlay size={14} /> : <CircleSlash size={14} />}
          onClick={() => perform('handlers.setDisabled', { path, disabled: !disabled })}
        >
          {disabled ? t`Enable` : t`Disable`}
        </Menu.Item>
        <Menu.Item leftSection={<Trash2 size={14} />} onClick={() => onDialog({ kind: 'remove', path })}>
          {t`Delete…`}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
