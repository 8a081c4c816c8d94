import { useEffect, useState } from 'react'
import { request } from '../../ipc/bridge'
import { draftOf, type HeldDraft } from './held-draft'

export interface HeldDrafts {
  /** Null while the body is on its way. */
  readonly draft: HeldDraft | null
  readonly change: (draft: HeldDraft) => void
}

/** The draft of the chosen message; those of others are kept while they are held. */
export function useHeldDraft(id: number | null, held: readonly { readonly id: number }[]): HeldDrafts {
  const [drafts, setDrafts] = useState<ReadonlyMap<number, HeldDraft>>(new Map())

  const put = (of: number, draft: HeldDraft) =>
    setDrafts((before) => {
      const ids = new Set(held.map((message) => message.id)).add(of)
      return new Map([...before].filter(([known]) => ids.has(known))).set(of, draft)
    })

  const isKnown = id === null || drafts.has(id)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a body never changes, so it is fetched once
  useEffect(() => {
    if (id === null || isKnown) return
    request('held.body', id).then(
      (body) => put(id, draftOf(body)),
      // It went on meanwhile; the list that comes next no longer has it.
      () => undefined,
    )
  }, [id, isKnown])

  return {
    draft: (id !== null && drafts.get(id)) || null,
    change: (draft) => id !== null && put(id, draft),
  }
}
