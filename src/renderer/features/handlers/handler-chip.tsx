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
import { formatCounted } from '../../ui/amounts'
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

/** States that somebody has to do something about. */
const wrong: ReadonlySet<HandlerStatus['state']> = new Set(['error', 'restarted', 'paused'])

/** Which code is live, and what went wrong with the newest; a click goes to the line. */
export function HandlerChip() {
  const status = useAppStore((state) => state.handlerStatus)
  const store = useAppStoreApi()
  const isServing = useAppStore(({ server }) => server.state === 'running')
  const errors = useAppStore(({ ui }) => ui.problems.filter(({ severity }) => severity === 'error').length)
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
      data-urgent={wrong.has(status.state) || undefined}
      data-unsure={status.state === 'live' ? doubt(isServing, errors) : undefined}
      title={details(status, isServing, errors)}
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

/** Why code that is live may not do what it looks like. */
function doubt(isServing: boolean, errors: number): 'stopped' | 'problems' | undefined {
  if (!isServing) return 'stopped'
  return errors > 0 ? 'problems' : undefined
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

/** All that the chip has no room or no words for. */
function details(status: HandlerStatus, isServing: boolean, errors: number): string {
  const lines = [describeHandlerStatus(status)]
  if (status.state === 'error') lines.push(...status.problems.map((problem) => problem.message))
  if (status.state === 'live') {
    if (!isServing) lines.push(t`The server is stopped: nobody meets this code.`)
    if (errors > 0)
      lines.push(t`It runs, but the types have ${formatCounted(errors, t`# error|# errors`)}: see Problems.`)
  }
  return lines.join('\n')
}
