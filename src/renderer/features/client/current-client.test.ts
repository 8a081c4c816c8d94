import { describe, expect, it } from 'vitest'
import { type ClientView, defaultClientOptions, emptyClientDraft } from '../../../shared/model/client'
import { initialUi } from '../../stores/app-state'
import { currentClient, neighbourOf } from './current-client'

function view(id: number): ClientView {
  return { id, status: { state: 'idle' }, options: defaultClientOptions, draft: emptyClientDraft }
}

describe('the client that the commands mean', () => {
  it('is the one that was used last, and the first where that is gone', () => {
    const clients = [view(1), view(4)]
    expect(currentClient({ clients, ui: { ...initialUi, currentClient: 4 } })?.id).toBe(4)
    expect(currentClient({ clients, ui: { ...initialUi, currentClient: 3 } })?.id).toBe(1)
    expect(currentClient({ clients, ui: initialUi })?.id).toBe(1)
  })

  it('is the neighbour of one that is closed', () => {
    expect(neighbourOf([1, 2, 3], 2)).toBe(3)
    expect(neighbourOf([1, 2, 3], 3)).toBe(2)
    expect(neighbourOf([1], 1)).toBeNull()
  })
})
