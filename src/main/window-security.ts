import type { App, Session, WebContents } from 'electron'

/**
 * Denies what our page never needs and a hostile text in it might try: leaving the page, opening windows,
 * embedding web content, and the browser's permissions.
 * @param log told of every denial
 */
export function denyEscapes(app: App, log: (message: string) => void): void {
  app.on('web-contents-created', (_event, contents) => denyNavigation(contents, log))
}

function denyNavigation(contents: WebContents, log: (message: string) => void): void {
  const deny = (what: string) => (event: { preventDefault(): void; readonly url?: string }) => {
    event.preventDefault()
    log(`Denied ${what}${event.url === undefined ? '' : ` to ${event.url}`}`)
  }
  // Of the page itself and of every frame in it.
  contents.on('will-frame-navigate', deny('navigation'))
  contents.on('will-redirect', deny('a redirect'))
  contents.on('will-attach-webview', deny('a webview'))
  contents.setWindowOpenHandler(({ url }) => {
    log(`Denied a new window for ${url}`)
    return { action: 'deny' }
  })
}

/** Every permission but writing text to the clipboard, which the editor's own Copy needs. */
export function denyPermissions(session: Session): void {
  const isAllowed = (permission: string): boolean => permission === 'clipboard-sanitized-write'
  session.setPermissionRequestHandler((_contents, permission, decide) => decide(isAllowed(permission)))
  session.setPermissionCheckHandler((_contents, permission) => isAllowed(permission))
  session.setDevicePermissionHandler(() => false)
}
