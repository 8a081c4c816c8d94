/**
 * The names of all requests. `contract.ts` gives each its input and answer, and does not compile with one
 * too many or too few. They are apart from it for the preload, which runs before each page: loading the
 * schemas there takes some 45 ms of every start.
 */
export const requestNames = [
  'app.snapshot',
  'app.copyText',
  'app.about',
  'preferences.set',
  'server.start',
  'server.stop',
  'server.setPort',
  'server.configure',
  'server.allowOrigin',
  'workspace.open',
  'workspace.choose',
  'workspace.openSample',
  'workspace.trust',
  'handlers.read',
  'handlers.save',
  'handlers.create',
  'handlers.rename',
  'handlers.remove',
  'handlers.setDisabled',
  'handlers.reload',
  'drafts.all',
  'drafts.keep',
  'drafts.drop',
  'scenario.choose',
  'passthrough.setEnabled',
  'passthrough.save',
  'passthrough.remove',
  'faults.setEnabled',
  'faults.save',
  'faults.remove',
  'breakpoints.setEnabled',
  'breakpoints.save',
  'breakpoints.remove',
  'held.setPolicy',
  'held.body',
  'held.release',
  'held.drop',
  'held.releaseAll',
  'connections.send',
  'connections.close',
  'connections.drop',
  'connections.setPaused',
  'connections.join',
  'connections.leave',
  'connections.setMetadata',
  'rooms.broadcast',
  'rooms.closeAll',
  'actions.run',
  'state.set',
  'traffic.filter',
  'traffic.window',
  'traffic.detail',
  'traffic.clear',
  'traffic.export',
  'traffic.cancelExport',
  'console.clear',
  'client.connect',
  'client.disconnect',
  'client.send',
] as const

/** The one channel of pushes, and the one on which the renderer says how far it has got. */
export const pushChannel = 'understudy:push'
export const ackChannel = 'understudy:ack'
export const requestChannelPrefix = 'understudy:request:'

/** Menu items and the engine's own shortcuts run the renderer's commands by id. */
export const commandChannel = 'understudy:command'
