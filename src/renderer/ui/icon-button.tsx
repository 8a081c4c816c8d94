import { ActionIcon, Tooltip } from '@mantine/core'
import type { LucideIcon } from 'lucide-react'
import type { Ref } from 'react'

export interface IconButtonProps {
  /** The accessible name. */
  readonly label: string
  readonly icon: LucideIcon
  /** The tooltip, where it says more than the name. */
  readonly hint?: string
  readonly onClick?: () => void
  readonly disabled?: boolean
  /** Makes it a toggle, and says whether it is on. */
  readonly pressed?: boolean
  /** Shown in the tooltip after the label. */
  readonly shortcut?: string | null
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button with a picture; its name is the tooltip too, unless a hint is. Further properties reach the button, for menus. */
export function IconButton({
  label,
  icon: Icon,
  hint = label,
  pressed,
  shortcut,
  ref,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip label={shortcut ? `${hint} (${shortcut})` : hint}>
      <ActionIcon
        ref={ref}
        aria-label={label}
        aria-pressed={pressed}
        variant={pressed ? 'light' : 'subtle'}
        color={pressed ? 'accent' : 'gray'}
        size={22}
        {...rest}
      >
        <Icon size={14} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
