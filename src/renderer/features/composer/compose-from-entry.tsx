import { Bookmark, SquarePen } from 'lucide-react'
import type { TrafficDetail } from '../../../shared/model/traffic'
import { t } from '../../../shared/text/t'
import { useCommand } from '../../commands/command-context'
import { useAppStoreApi } from '../../stores/app-store-context'
import { IconButton } from '../../ui/icon-button'
import { draftOfDetail } from './composer-draft'
import { openInComposer } from './open-in-composer'

export interface ComposeFromEntryProps {
  readonly detail: TrafficDetail
  /** Whether its connection is. */
  readonly isOpen: boolean
}

/** Takes a captured message over into the composer, or into the saved messages. */
export function ComposeFromEntry({ detail, isOpen }: ComposeFromEntryProps) {
  const app = useAppStoreApi()
  const isData = detail.row.kind === 'text' || detail.row.kind === 'binary'
  const edit = () => {
    const draft = draftOfDetail(detail, isOpen)
    if (draft) openInComposer(app, draft)
  }
  const save = () => {
    // Its connection will be another one by the time it is sent again: the path stays.
    const draft = draftOfDetail(detail, false)
    if (draft) app.getState().setUi({ saving: { draft, file: null, name: '', key: null } })
  }
  useCommand('message.edit', edit, isData)
  useCommand('message.save', save, isData)
  if (!isData) return null
  return (
    <>
      <IconButton label={t`Edit and send`} icon={SquarePen} onClick={edit} />
      <IconButton label={t`Save message`} icon={Bookmark} onClick={save} />
    </>
  )
}
