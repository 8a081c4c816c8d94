/** The parts of an IPC event that say who sent it; Electron's own events fit. */
export interface SenderEvent {
  readonly sender: object
  /** Null when the frame has navigated away or is gone. */
  readonly senderFrame: { readonly origin: string; readonly parent: object | null } | null
}

/** What a sender has to be: the main frame of our own window, on our own origin. */
export interface TrustedSender {
  /** Our window's contents; null while there is no window. */
  readonly contents: object | null
  /** `app://understudy`, or the development server's origin. */
  readonly origin: string
}

/**
 * Whether a request comes from our own page. A frame inside the page, another window, and our window on
 * another origin must not get through, even if they have found the channel.
 */
export function isTrustedSender(event: SenderEvent, trusted: TrustedSender): boolean {
  return (
    trusted.contents !== null &&
    event.sender === trusted.contents &&
    event.senderFrame !== null &&
    event.senderFrame.parent === null &&
    event.senderFrame.origin === trusted.origin
  )
}
