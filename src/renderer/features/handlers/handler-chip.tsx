import {
  CircleCheck,
  CirclePause,
  LoaderCircle,
  type LucideIcon,
  OctagonAlert,
  RotateCcw,
  ShieldQuestion,
} from 'lucide-react'
import {
  describeHandlerStatus,
  type HandlerStatus,
  type SourceLocation,
} from '../../../shared/model/handlers'
import { t } from '../../../shared/text/t'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import classes from './handler-chip.module.css'
import { openLocation } from './open-files'

const icons: Readonly<Record<HandlerStatus['state'], LucideIcon>> = {
  none: ShieldQuestion,
  loading: LoaderCircle,
  live: CircleCheck,
  error: OctagonAlert,
  restarted: RotateCcw,
  paused: CirclePause,
}

/** Which code is live, and what went wrong with the newest; a click goes to the line. */
export function HandlerChip() {
  const status = useAppStore((state) => state.handlerStatus)
  const store = useAppStoreApi()
  const location = locationOf(status)
  const Icon = icons[status.state]
  const words = (
    <>
      <Icon size={13} aria-hidden className={classes.icon} />
      <span className="u-truncate">{describeHandlerStatus(status)}</span>
    </>
  )
  return (
    <div
      role="status"
      aria-label={t`Handler status`}
      className={classes.chip}
      data-state={status.state}
      title={details(status)}
    >
      {location ? (
        <button type="button" className={classes.inner} onClick={() => openLocation(store, location)}>
          {words}
        </button>
      ) : (
        <span className={classes.inner}>{words}</span>
      )}
    </div>
  )
}

function locationOf(status: HandlerStatus): SourceLocation | null {
  switch (status.state) {
    case 'error':
      return status.problems.find((problem) => problem.location)?.location ?? null
    case 'restarted':
    case 'paused':
      return status.location
    default:
      return null
  }
}

function details(status: HandlerStatus): string {
  if (status.state !== 'error') return describeHandlerStatus(status)
  return status.problems.map((problem) => problem.message).join('\n')
}
