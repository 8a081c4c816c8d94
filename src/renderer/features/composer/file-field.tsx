import { Button, FileButton } from '@mantine/core'
import { messageOf } from '../../../shared/errors'
import { t } from '../../../shared/text/t'
import { notifyError } from '../../ui/perform'
import classes from './composer.module.css'
import type { ComposerDraft } from './composer-draft'

export interface FileFieldProps {
  readonly attached: ComposerDraft['attached']
  readonly onChange: (attached: ComposerDraft['attached']) => void
}

/** What fits, as base64, into a message of the default size limit. */
const maxBytes = 16_777_216

/** A file whose bytes are the message. */
export function FileField({ attached, onChange }: FileFieldProps) {
  const choose = async (file: File | null) => {
    if (!file) return
    if (file.size > maxBytes) {
      notifyError(
        t`${file.name} has ${file.size} bytes; a message may have ${maxBytes}. Choose a smaller file.`,
      )
      return
    }
    try {
      onChange({ name: file.name, base64: await base64Of(file) })
    } catch (error) {
      notifyError(t`${file.name} can't be read: ${messageOf(error)}`)
    }
  }
  return (
    <div className={classes.file}>
      <FileButton inputProps={{ 'aria-label': t`File to send` }} onChange={(file) => void choose(file)}>
        {(props) => (
          <Button {...props} variant="default" data-region-focus>
            {t`Choose a file…`}
          </Button>
        )}
      </FileButton>
      <span className={classes.fileName}>
        {attached?.name ?? t`Its bytes are sent as one binary message.`}
      </span>
    </div>
  )
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error ?? new Error('it can not be read'))
    reader.readAsDataURL(file)
  })
}
