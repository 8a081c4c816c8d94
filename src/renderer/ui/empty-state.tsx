import type { ReactNode } from 'react'
import classes from './empty-state.module.css'

export interface EmptyStateProps {
  readonly children: ReactNode
  /** What to do next: buttons. */
  readonly actions?: ReactNode
  /** One line at the top instead of the middle of a large area: for the sidebar. */
  readonly compact?: boolean
}

/** Stands where there is nothing to show yet, and says what to do next. */
export function EmptyState({ children, actions, compact = false }: EmptyStateProps) {
  return (
    <div className={classes.empty} data-compact={compact || undefined}>
      <div className={classes.text}>{children}</div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  )
}
