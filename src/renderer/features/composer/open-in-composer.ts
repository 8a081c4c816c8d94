import type { AppStore } from '../../stores/app-store'
import { focusRegion } from '../../commands/focus-region'
import { flushSync } from 'react-dom'
import type { ComposerDraft } from './composer-draft'

/** Shows the composer with this message in it, and puts the focus there. */
export function openInComposer(app: AppStore, draft: ComposerDraft): void {
  const { setUi, ui } = app.getState()
  // The region takes the focus only once React has shown it.
  flushSync(() => setUi({ composer: draft, composerOpened: ui.composerOpened + 1, resultsTab: 'composer' }))
  focusRegion('Composer')
}
