import { useMediaQuery } from '@mantine/hooks'
import { useEffect } from 'react'
import { useAppStore } from '../stores/app-store-context'

/** Whether the person, here or in the system's settings, wants more contrast; forced colours are that, too. */
export function useMoreContrast(): boolean {
  const bySystem = useMediaQuery('(prefers-contrast: more), (forced-colors: active)')
  const chosen = useAppStore((state) => state.preferences.moreContrast)
  return bySystem || chosen
}

/** Puts it on the root element, where the style sheets read it. */
export function useContrastAttribute(): void {
  const more = useMoreContrast()
  useEffect(() => {
    document.documentElement.dataset.contrast = more ? 'more' : 'normal'
  }, [more])
}
