import { ActionIcon, Kbd, Menu } from '@mantine/core'
import { EllipsisVertical, Send } from 'lucide-react'
import type { SavedMessageFile } from '../../../shared/model/saved-message'
import { isMac } from '../../ipc/bridge'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { IconButton } from '../../ui/icon-button'
import { notifyUndo } from '../../ui/notify-undo'
import { perform } from '../../ui/perform'
import { draftOfSaved } from './composer-draft'
import classes from './composer.module.css'
import { describeMessageKey } from './message-keys'
import { openInComposer } from './open-in-composer'
import { sendSaved } from './send-composed'
import { targetWords } from './target-options'

/** A saved message: its name opens it, the button beside it sends it to its target. */
export function SavedRow({ saved }: { readonly saved: SavedMessageFile }) {
  const app = useAppStoreApi()
  const isOpen = useAppStore((state) => state.ui.composer.saved === saved.file)
  const { file, message } = saved
  const where = `${message.direction === 'from-client' ? 'As if sent by: ' : 'To: '}${targetWords(message.target)}`
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
      <IconButton label={`Send ${message.name}`} icon={Send} onClick={() => void sendSaved(saved)} />
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={`Actions of ${message.name}`} size={22} color="gray">
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
            Rename or choose a key…
          </Menu.Item>
          <Menu.Item onClick={() => void duplicate(saved)}>Duplicate</Menu.Item>
          <Menu.Item onClick={() => void remove(saved)}>Delete</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  )
}

async function duplicate({ message }: SavedMessageFile): Promise<void> {
  await perform('messages.save', {
    message: { ...message, name: `${message.name} copy`, key: null },
    file: null,
  })
}

async function remove({ file, message }: SavedMessageFile): Promise<void> {
  if (await perform('messages.remove', file)) {
    notifyUndo(`Deleted ${message.name}`, () => void perform('messages.save', { message, file }), file)
  }
}
