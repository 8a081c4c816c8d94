import type { Services } from './request-services'
import type { RequestHandlers } from './router'

type AppRequests = Pick<
  RequestHandlers,
  | 'app.snapshot'
  | 'app.copyText'
  | 'app.about'
  | 'preferences.set'
  | 'window.zoom'
  | 'window.toggleFullScreen'
  | 'console.clear'
>

export function appRequests({
  about,
  desktop,
  pushes,
  settings,
  state,
}: Services<'about' | 'desktop' | 'pushes' | 'settings' | 'state'>): AppRequests {
  return {
    'app.snapshot': () => pushes.snapshot(),
    'app.copyText': (text) => desktop.copyText(text),
    'app.about': () => about,
    'preferences.set': (changes) => settings.prefer(changes),
    'window.zoom': (change) => settings.zoom(change),
    'window.toggleFullScreen': () => desktop.toggleFullScreen(),
    'console.clear': () => {
      state.console.clear()
      pushes.markLines()
    },
  }
}
