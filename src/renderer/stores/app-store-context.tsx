import { createContext, type ReactNode, useContext } from 'react'
import { useStore } from 'zustand'
import type { AppState, AppStore } from './app-store'

const AppStoreContext = createContext<AppStore | null>(null)

/** Gives the components below it the window's store. */
export function AppStoreProvider({
  store,
  children,
}: {
  readonly store: AppStore
  readonly children: ReactNode
}) {
  return <AppStoreContext value={store}>{children}</AppStoreContext>
}

/** The store itself, for reading in event handlers without re-rendering on each change. */
export function useAppStoreApi(): AppStore {
  const store = useContext(AppStoreContext)
  if (!store) throw new Error('useAppStore needs an AppStoreProvider above it.')
  return store
}

/**
 * What `selector` picks from the window's state; the component renders again when that changes.
 * A selector that builds an object or array wants `useShallow` around it.
 */
export function useAppStore<T>(selector: (state: AppState) => T): T {
  return useStore(useAppStoreApi(), selector)
}
