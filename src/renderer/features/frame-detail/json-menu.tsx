import { Menu } from '@mantine/core'
import { t } from '../../../shared/text/t'
import { notifyDone, perform } from '../../ui/perform'
import classes from './frame-detail.module.css'
import type { JsonDocument } from './json-document'

/** Where the menu of a line is open, in pixels from the corner of the view. */
export interface OpenJsonMenu {
  readonly line: number
  readonly leftPx: number
  readonly topPx: number
}

export interface JsonMenuProps {
  readonly document: JsonDocument
  readonly open: OpenJsonMenu
  /** Whether the line is folded; null where there is nothing to fold. */
  readonly folded: boolean | null
  readonly onFold: (line: number, close: boolean) => void
  readonly onClose: () => void
}

/** What can be done with a value of a JSON document. */
export function JsonMenu({ document, open, folded, onFold, onClose }: JsonMenuProps) {
  const { line } = open
  return (
    <Menu
      opened
      position="bottom-start"
      // Not keydown, as it is unless said: the key that opens the menu would close it.
      clickOutsideEvents={['mousedown', 'touchstart']}
      onChange={(opened) => !opened && onClose()}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={t`Value actions`}
          className={classes.menuAnchor}
          style={{ left: open.leftPx, top: open.topPx }}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void copyValue(document, line)}>{t`Copy value`}</Menu.Item>
        <Menu.Item onClick={() => void copyPath(document, line)}>{t`Copy path`}</Menu.Item>
        {folded !== null && (
          <Menu.Item onClick={() => onFold(line, !folded)}>{folded ? t`Unfold` : t`Fold`}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Puts the value of a line on the clipboard. */
export async function copyValue(document: JsonDocument, line: number): Promise<void> {
  if (await perform('app.copyText', document.value(line)))
    notifyDone(t`Copied the value of ${document.path(line)}`)
}

/** Puts the JSONPath of a line on the clipboard. */
export async function copyPath(document: JsonDocument, line: number): Promise<void> {
  const path = document.path(line)
  if (await perform('app.copyText', path)) notifyDone(t`Copied ${path}`)
}
