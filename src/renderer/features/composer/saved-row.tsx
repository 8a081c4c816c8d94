import { ActionIcon, Kbd, Menu } from '@mantine/core'
import { EllipsisVertical, Send } from 'lucide-react'
import type { SavedMessageFile } from '../../../shared/model/saved-message'
import { t } from '../../../shared/text/t'
import { isMac } from '../../ipc/bridge'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { IconButton } from '../../ui/icon-button'
import { notifyUndo } from '../../ui/notify-undo'
import { perform } from '../../ui/perform'
import classes from './composer.module.css'
import { draftOfSaved } from './composer-draft'
import { describeMessageKey } from './message-keys'
import { openInComposer } from './open-in-composer'
import { sendSaved } from './send-composed'
import { targetWords } from './target-options'

/** A saved message: its name opens it, the button beside it sends it to its target. */
export function SavedRow({ saved }: { readonly saved: SavedMessageFile }) {
  const app = useAppStoreApi()
  const isOpen = useAppStore((state) => state.ui.composer.saved === saved.file)
  const { file, message } = saved
  const where = `${message.direction === 'from-client' ? `${t`As if sent by:`} ` : `${t`To:`} `}${targetWords(message.target)}`
  return (
    <li className={classes.row} data-open={isOpen || undefined}>
      <button
        type="button"
        className={classes.open}
        title={`${where}\n${file}`}
        aria-current={isOpen || undefined}
        onClick={() => openInComposer(app, draftOfSaved(saved))}
      >
        {message.name}
      </button>
      {message.key !== null && <Kbd size="xs">{describeMessageKey(message.key, isMac())}</Kbd>}
      <IconButton label={t`Send ${message.name}`} icon={Send} onClick={() => void sendSaved(saved)} />
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t`Actions of ${message.name}`} size={22} color="gray">
            <EllipsisVertical size={14} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            onClick={() =>
              app.getState().setUi({
                saving: { draft: draftOfSaved(saved), file, name: message.name, key: message.key },
              })
            }
          >
            {t`Rename or choose a key…`}
          </Menu.Item>
          <Menu.Item onClick={() => void duplicate(saved)}>{t`Duplicate`}</Menu.Item>
          <Menu.Item onClick={() => void remove(saved)}>{t`Delete`}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  )
}

async function duplicate({ message }: SavedMessageFile): Promise<void> {
  await perform('messages.save', {
    message: { ...message, name: t`${message.name} copy`, key: null },
    file: null,
  })
}

async function remove({ file, message }: SavedMessageFile): Promise<void> {
  if (await perform('messages.remove', file)) {
    notifyUndo(t`Deleted ${message.name}`, () => void perform('messages.save', { message, file }), file)
  }
}
