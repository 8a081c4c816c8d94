import { t } from '../../../shared/text/t'

/** One stop of the tour, beside the region that it is about. */
export interface TourStep {
  /** Accessible name of the region or toolbar. */
  readonly region: string
  readonly title: string
  readonly text: string
}

/**
 * The first five minutes, one stop each.
 * @param save the key that saves, in the words of the platform.
 * @param connected whether the built-in client is.
 */
export function tourSteps(save: string, connected: boolean): readonly TourStep[] {
  return [
    {
      region: t`Client`,
      title: t`Connect a client`,
      text: connected
        ? t`The built-in client is connected: what you send at its foot goes through its socket. Your own app connects to the address in the toolbar.`
        : t`Press Connect: the built-in client opens a socket to the server of this window. Your own app connects to the address in the toolbar.`,
    },
    {
      region: t`Traffic`,
      title: t`See every message`,
      text: t`Each message is a row, whoever sent it. Select one to read it on the right; Why tells which handler or rule acted on it.`,
    },
    {
      region: t`Handlers`,
      title: t`Change the server while it runs`,
      text: t`Handlers are TypeScript. Change a text and press ${save}: the new code answers on the connections that are open. If it has a mistake, the old code stays live.`,
    },
    {
      region: t`Passthrough`,
      title: t`Let some messages through`,
      text: t`A rule sends chosen messages on to the real server and its answers back. Flip its switch at any time.`,
    },
    {
      region: t`Server`,
      title: t`Switch the scenario`,
      text: t`A scenario is a set of switches: happy path, back end down, slow network. Choosing one changes what open sockets see.`,
    },
    {
      region: t`Connections`,
      title: t`Act on one client`,
      text: t`The menu of a connection sends to it, closes it with a code of your choice, or cuts it off without a word.`,
    },
  ]
}
