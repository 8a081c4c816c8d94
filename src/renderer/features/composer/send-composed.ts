import { messageOf } from '../../../shared/errors'
import type { ComposedMessage, SavedMessageFile } from '../../../shared/model/saved-message'
import { t } from '../../../shared/text/t'
import { request } from '../../ipc/bridge'
import { formatCounted } from '../../ui/amounts'
import { notifyDone, notifyError } from '../../ui/perform'

/** Sends, and says in words to how many; null, after the error was shown, where it failed. */
export async function sendComposed(message: ComposedMessage): Promise<string | null> {
  try {
    const { reached } = await request('messages.send', message)
    const connections = formatCounted(reached, t`# connection|# connections`)
    return message.direction === 'to-client' ? t`Sent to ${connections}` : t`Handled for ${connections}`
  } catch (error) {
    notifyError(messageOf(error))
    return null
  }
}

/** Sends a saved message to its own target. */
export async function sendSaved({ message }: SavedMessageFile): Promise<void> {
  const { target, direction, type, text, placeholders } = message
  const sent = await sendComposed({ target, direction, type, text, placeholders })
  if (sent !== null) notifyDone(`${message.name}: ${sent.charAt(0).toLowerCase()}${sent.slice(1)}`)
}
