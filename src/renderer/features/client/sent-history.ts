/** What was sent before, newest last, and where in it the person stands. */
export interface SentHistory {
  readonly sent: readonly string[]
  /** Index of the message that is shown; `sent.length` for the one being typed. */
  readonly position: number
  /** What was being typed when the walk through the history began. */
  readonly draft: string
}

const keptMessages = 100

/** A history of these messages, the newest last, at its end. */
export function historyOf(sent: readonly string[]): SentHistory {
  return { sent, position: sent.length, draft: '' }
}

export const emptyHistory: SentHistory = historyOf([])

/** The history after `text` was sent. The same message twice in a row is kept once. */
export function rememberSent(history: SentHistory, text: string): SentHistory {
  const sent = history.sent.at(-1) === text ? history.sent : [...history.sent, text].slice(-keptMessages)
  return historyOf(sent)
}

/**
 * One step through the history: -1 to the older, 1 to the newer message; `current` is the text in the box.
 * @returns null where there is no further one.
 */
export function stepHistory(
  history: SentHistory,
  step: -1 | 1,
  current: string,
): { readonly history: SentHistory; readonly text: string } | null {
  const position = history.position + step
  if (position < 0 || position > history.sent.length) return null
  const draft = history.position === history.sent.length ? current : history.draft
  return { history: { ...history, position, draft }, text: history.sent[position] ?? draft }
}
