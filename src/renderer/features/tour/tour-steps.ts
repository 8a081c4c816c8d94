/** One stop of the tour, beside the region that it is about. */
export interface TourStep {
  /** Accessible name of the region or toolbar. */
  readonly region: string
  readonly title: string
  readonly text: string
}

/** The first five minutes, one stop each. `save` is the key that saves, in the words of the platform. */
export function tourSteps(save: string): readonly TourStep[] {
  return [
    {
      region: 'Client',
      title: 'Connect a client',
      text: 'Press Connect: the built-in client opens a socket to the server of this window. Your own app connects to the address in the toolbar.',
    },
    {
      region: 'Traffic',
      title: 'See every message',
      text: 'Each message is a row, whoever sent it. Select one to read it on the right; Why tells which handler or rule acted on it.',
    },
    {
      region: 'Handlers',
      title: 'Change the server while it runs',
      text: `Handlers are TypeScript. Change a text and press ${save}: the new code answers on the connections that are open. If it has a mistake, the old code stays live.`,
    },
    {
      region: 'Passthrough',
      title: 'Let some messages through',
      text: 'A rule sends chosen messages on to the real server and its answers back. Flip its switch at any time.',
    },
    {
      region: 'Server',
      title: 'Switch the scenario',
      text: 'A scenario is a set of switches: happy path, back end down, slow network. Choosing one changes what open sockets see.',
    },
    {
      region: 'Connections',
      title: 'Act on one client',
      text: 'The menu of a connection sends to it, closes it with a code of your choice, or cuts it off without a word.',
    },
  ]
}
