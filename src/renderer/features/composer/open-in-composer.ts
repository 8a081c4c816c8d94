import { flushSync } from 'react-dom'
import { t } from '../../../shared/text/t'
import { focusRegion } from '../../commands/focus-region'
import type { AppStore } from '../../stores/app-store'
import type { ComposerDraft } from './composer-draft'

/** Shows the composer with this message in it, and puts the focus there. */
export function openInComposer(app: AppStore, draft: ComposerDraft): void {
  const { setUi, ui } = app.getState()
  // The region takes the focus only once React has shown it.
  flushSync(() => setUi({ composer: draft, composerOpened: ui.composerOpened + 1, resultsTab: 'composer' }))
  focusRegion(t`Composer`)
}
