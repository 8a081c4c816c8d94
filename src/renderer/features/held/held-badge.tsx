import { Hand } from 'lucide-react'
import { t } from '../../../shared/text/t'
import { useCommands } from '../../commands/command-context'
import { useAppStore } from '../../stores/app-store-context'
import classes from './held.module.css'
import { heldWords } from './held-words'

/** Says in the toolbar that something waits for a decision, and leads there. */
export function HeldBadge() {
  const held = useAppStore((state) => state.held)
  const registry = useCommands()
  if (held.total === 0) return null
  return (
    <button
      type="button"
      className={classes.badge}
      // Makes the toolbar leave out what says nothing new.
      data-urgent
      title={heldWords(held)}
      onClick={() => registry.run('view.held')}
    >
      <Hand size={13} aria-hidden />
      {t`${held.total.toLocaleString('en-US')} held`}
    </button>
  )
}
