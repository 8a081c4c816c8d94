import {
  type ClientDraft,
  type ClientId,
  emptyClientDraft,
  maxDraftLength,
} from '../../../shared/model/client'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { perform } from '../../ui/perform'

/**
 * What stands in a client's fields, and what changes it. The window's own copy counts, because it is the newer one;
 * main keeps another, `kept`, for the next page.
 */
export function useClientDraft(
  id: ClientId,
  kept: ClientDraft = emptyClientDraft,
): readonly [ClientDraft, (part: Partial<ClientDraft>) => void] {
  const app = useAppStoreApi()
  const draft = useAppStore((state) => state.ui.clientDrafts.get(id)) ?? kept
  const change = (part: Partial<ClientDraft>) => {
    const { ui, setUi } = app.getState()
    const next = { ...(ui.clientDrafts.get(id) ?? kept), ...part }
    setUi({ clientDrafts: new Map(ui.clientDrafts).set(id, next) })
    if (next.text.length <= maxDraftLength) void perform('client.note', { client: id, draft: next })
  }
  return [draft, change]
}
