import { Kbd } from '@mantine/core'
import { commands } from '../../../shared/commands'
import { listShortcuts } from '../../../shared/list-shortcuts'
import { describeKey } from '../../commands/key-match'
import { isMac } from '../../ipc/bridge'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { Dialog } from '../../ui/dialog'
import classes from './help-dialog.module.css'

interface Shortcut {
  readonly title: string
  readonly key: string
}

/** The table of commands as far as they have keys, and the keys that belong to lists and the editor. */
export function HelpDialog() {
  const opened = useAppStore((state) => state.ui.helpOpen)
  const store = useAppStoreApi()
  return (
    <Dialog
      title="Keyboard shortcuts"
      opened={opened}
      onClose={() => store.getState().setUi({ helpOpen: false })}
      width={640}
    >
      <div className={classes.columns}>
        {(['File', 'Server', 'Traffic', 'View'] as const).map((menu) => (
          <ShortcutList key={menu} title={menu} shortcuts={shortcutsOf(menu)} />
        ))}
        <ShortcutList title="Lists" shortcuts={listShortcuts} />
        <ShortcutList title="Editor" shortcuts={editorKeys(isMac())} />
      </div>
    </Dialog>
  )
}

function shortcutsOf(menu: string): readonly Shortcut[] {
  return commands.flatMap((command) =>
    command.menu === menu && command.key
      ? [{ title: command.title, key: describeKey(command.key, isMac()) }]
      : [],
  )
}

function editorKeys(mac: boolean): readonly Shortcut[] {
  return [
    { title: 'Tab key moves the focus instead of indenting', key: mac ? '⌃⇧M' : 'Ctrl+M' },
    { title: 'Find', key: mac ? '⌘F' : 'Ctrl+F' },
    { title: 'Complete', key: mac ? '⌃Space' : 'Ctrl+Space' },
    { title: 'Go to definition', key: 'F12' },
    { title: 'Rename symbol', key: 'F2' },
    { title: 'Next problem', key: 'F8' },
  ]
}

function ShortcutList({
  title,
  shortcuts,
}: {
  readonly title: string
  readonly shortcuts: readonly Shortcut[]
}) {
  if (shortcuts.length === 0) return null
  return (
    <section className={classes.group} aria-label={`${title} shortcuts`}>
      <h3 className={classes.heading}>{title}</h3>
      <dl className={classes.list}>
        {shortcuts.map((shortcut) => (
          <div key={shortcut.title} className={classes.row}>
            <dt>{shortcut.title}</dt>
            <dd>
              <Kbd size="xs">{shortcut.key}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
