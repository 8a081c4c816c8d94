import { Kbd } from '@mantine/core'
import { commands } from '../../../shared/commands'
import { type LocalKey, localKeys } from '../../../shared/local-keys'
import { t } from '../../../shared/text/t'
import { describeKey, describeKeys } from '../../commands/key-match'
import { isMac } from '../../ipc/bridge'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { Dialog } from '../../ui/dialog'
import classes from './help-dialog.module.css'

interface Shortcut {
  readonly title: string
  readonly key: string
}

/** The table of commands as far as they have keys, and what keys mean in one place only. */
export function HelpDialog() {
  const opened = useAppStore((state) => state.ui.helpOpen)
  const store = useAppStoreApi()
  return (
    <Dialog
      title={t`Keyboard shortcuts`}
      opened={opened}
      onClose={() => store.getState().setUi({ helpOpen: false })}
      width={920}
    >
      <div className={classes.columns}>
        {(['File', 'Server', 'Traffic', 'View', 'Help'] as const).map((menu) => (
          <ShortcutList key={menu} title={menu} shortcuts={shortcutsOf(menu)} />
        ))}
        {localKeys.map(({ place, keys }) => (
          <ShortcutList key={place} title={place} shortcuts={keys.map(inWords)} />
        ))}
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

function inWords({ title, key, mac }: LocalKey): Shortcut {
  return { title, key: isMac() && mac !== undefined ? mac : describeKeys(key, isMac()) }
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
    <section className={classes.group} aria-label={t`${title} shortcuts`}>
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
