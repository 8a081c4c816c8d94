import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import { Region } from '../../ui/region'
import classes from './composer.module.css'
import { ComposerForm } from './composer-form'
import { SaveDialog } from './save-dialog'
import { SavedList } from './saved-list'
import { useMessageKeys } from './use-message-keys'

/** Messages by hand, to one client or to many, and those that are kept in the workspace. */
export function ComposerRegion() {
  const opened = useAppStore((state) => state.ui.composerOpened)
  // What was sent in one workspace is nothing to say in another.
  const folder = useAppStore((state) => state.workspace.folder)
  useMessageKeys()
  return (
    <Region name={t`Composer`} scroll={false}>
      <div className={classes.composer}>
        <ComposerForm key={`${opened} ${folder}`} />
        <SavedList />
      </div>
      <SaveDialog />
    </Region>
  )
}
