import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Push, Snapshot } from '../../shared/ipc/snapshot'
import { type AppData, initialData, type UiState } from './app-state'
import { applyPush, applySnapshot } from './apply-push'

export interface AppState extends AppData {
  /** Replaces everything but the person's own choices. */
  readonly receiveSnapshot: (snapshot: Snapshot) => void
  readonly receivePush: (push: Push) => void
  /** Changes what the person has chosen. */
  readonly setUi: (change: Partial<UiState>) => void
}

export type AppStore = StoreApi<AppState>

/** A store that holds nothing yet. */
export function createAppStore(): AppStore {
  return createStore<AppState>()((set) => ({
    ...initialData,
    receiveSnapshot: (snapshot) => set(applySnapshot(snapshot)),
    receivePush: (push) => set((data) => applyPush(data, push)),
    setUi: (change) => set(({ ui }) => ({ ui: { ...ui, ...change } })),
  }))
}
