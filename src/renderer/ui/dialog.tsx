import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { t } from '../../shared/text/t'

export interface DialogProps {
  /** The title is the accessible name. */
  readonly title: string
  readonly opened: boolean
  readonly onClose: () => void
  /** Width in pixels. */
  readonly width?: number
  /** The focus goes back to where it was; false where whoever closes the dialog puts it elsewhere. */
  readonly returnFocus?: boolean
  readonly children: ReactNode
}

/** A dialog that keeps the focus until it is closed; Escape closes it. */
export function Dialog({ title, opened, onClose, width = 420, returnFocus = true, children }: DialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={width}
      returnFocus={returnFocus}
      closeButtonProps={{ 'aria-label': t`Close dialog` }}
    >
      {children}
    </Modal>
  )
}
