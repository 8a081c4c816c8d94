import { useEffect } from 'react'
import { isMac } from '../../ipc/bridge'
import { useAppStoreApi } from '../../stores/app-store-context'
import { messageOfKey } from './message-keys'
import { sendSaved } from './send-composed'

/** Number keys send the saved messages that are bound to them, wherever the focus is but in a dialog. */
export function useMessageKeys(): void {
  const app = useAppStoreApi()
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => {
      if (event.repeat || (event.target instanceof Element && event.target.closest('[role="dialog"]'))) return
      const saved = messageOfKey(event, app.getState().savedMessages.messages, isMac())
      if (!saved) return
      event.preventDefault()
      event.stopPropagation()
      void sendSaved(saved)
    }
    window.addEventListener('keydown', listener, { capture: true })
    return () => window.removeEventListener('keydown', listener, { capture: true })
  }, [app])
}
