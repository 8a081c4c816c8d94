import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'

export interface DialogProps {
  /** The title is the accessible name. */
  readonly title: string
  readonly opened: boolean
  readonly onClose: () => void
  /** Width in pixels. */
  readonly width?: number
  readonly children: ReactNode
}

/** A dialog that keeps the focus until it is closed; Escape closes it. */
export function Dialog({ title, opened, onClose, width = 420, children }: DialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={width}
      closeButtonProps={{ 'aria-label': 'Close dialog' }}
    >
      {children}
    </Modal>
  )
}
