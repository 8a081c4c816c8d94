import { Button } from '@mantine/core'
import { t } from '../../../shared/text/t'
import { useCommands } from '../../commands/command-context'
import { useAppStore } from '../../stores/app-store-context'
import { Notice } from '../../ui/notice'
import { perform } from '../../ui/perform'

/** Offers the tour on the first run, until it is taken or declined. */
export function TourNotice() {
  const wanted = useAppStore(
    (state) => state.ready && !state.preferences.tourSeen && state.ui.tourStep === null,
  )
  const registry = useCommands()
  if (!wanted) return null
  return (
    <Notice
      kind="info"
      actions={
        <>
          <Button onClick={() => registry.run('help.tour')}>{t`Take the tour`}</Button>
          <Button variant="default" onClick={() => perform('preferences.set', { tourSeen: true })}>
            {t`No, thanks`}
          </Button>
        </>
      }
    >
      <strong>{t`New here?`}</strong> {t`Six stops, two minutes; everything stays usable meanwhile.`}
    </Notice>
  )
}
