import { t } from '../../../shared/text/t'
import { useCommand } from '../../commands/command-context'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { EmptyState } from '../../ui/empty-state'
import { perform } from '../../ui/perform'
import { Region } from '../../ui/region'
import classes from './held.module.css'
import { HeldActions } from './held-actions'
import { draftProblem, editedMessage } from './held-draft'
import { HeldEditor } from './held-editor'
import { HeldList } from './held-list'
import { HoldingMenu } from './holding-menu'
import { useHeldDraft } from './use-held-draft'

/** What breakpoints hold: chosen in the list, edited beside it, released or dropped. */
export function HeldRegion() {
  const app = useAppStoreApi()
  const held = useAppStore((state) => state.held)
  const chosen = useAppStore((state) => state.ui.selectedHeld)
  const selected = held.messages.find(({ id }) => id === chosen) ?? held.messages[0] ?? null
  const { draft, change } = useHeldDraft(selected?.id ?? null, held.messages)
  const problem = draft && draftProblem(draft)
  const hasSome = held.total > 0

  const release = () => {
    if (!selected || problem !== null) return
    const message = (draft && editedMessage(draft)) ?? undefined
    void perform('held.release', { id: selected.id, ...(message ? { message } : {}) })
  }
  const drop = () => selected && void perform('held.drop', selected.id)
  const releaseAll = () => void perform('held.releaseAll')
  useCommand('held.release', release, hasSome)
  useCommand('held.drop', drop, hasSome)
  useCommand('held.releaseAll', releaseAll, hasSome)

  return (
    <Region
      name={t`Held messages`}
      scroll={false}
      actions={
        <>
          <HoldingMenu />
          {hasSome && <HeldActions canRelease={problem === null} {...{ release, drop, releaseAll }} />}
        </>
      }
    >
      {selected ? (
        <div className={classes.held}>
          <HeldList
            held={held}
            selected={selected.id}
            onSelect={({ id, entry }) => app.getState().setUi({ selectedHeld: id, selectedTraffic: entry })}
          />
          <HeldEditor
            key={selected.id}
            message={selected}
            draft={draft}
            problem={problem}
            onChange={change}
          />
        </div>
      ) : (
        <NothingHeld />
      )}
    </Region>
  )
}

function NothingHeld() {
  const hasBreakpoints = useAppStore((state) => state.breakpoints.some(({ enabled }) => enabled))
  return (
    <EmptyState>
      {hasBreakpoints
        ? t`Nothing is held. A message that meets a breakpoint waits here for you: edit it, release it, or drop it.`
        : t`No breakpoint is on. Add one under Breakpoints, or choose a message in Traffic and break on messages like it.`}
    </EmptyState>
  )
}
