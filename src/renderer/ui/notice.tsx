import { Info, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import classes from './notice.module.css'

export interface NoticeProps {
  readonly kind: 'info' | 'warning' | 'error'
  readonly children: ReactNode
  /** Buttons at its end. */
  readonly actions?: ReactNode
}

const icons: Readonly<Record<NoticeProps['kind'], LucideIcon>> = {
  info: Info,
  warning: TriangleAlert,
  error: OctagonAlert,
}

/** A bar that says what is the matter without blocking anything. */
export function Notice({ kind, children, actions }: NoticeProps) {
  const Icon = icons[kind]
  return (
    <div className={classes.notice} data-kind={kind} role={kind === 'error' ? 'alert' : 'status'}>
      <Icon size={15} aria-hidden className={classes.icon} />
      <div className={classes.text}>{children}</div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  )
}
