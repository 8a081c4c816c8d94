import type { Services } from './request-services'
import type { RequestHandlers } from './router'

type WorkspaceRequests = Pick<
  RequestHandlers,
  'workspace.open' | 'workspace.choose' | 'workspace.openSample' | 'workspace.trust' | 'scenario.choose'
>

export function workspaceRequests({
  session,
  opener,
  desktop,
}: Services<'session' | 'opener' | 'desktop'>): WorkspaceRequests {
  return {
    'workspace.open': ({ folder }) => opener.open(folder),
    'workspace.choose': async () => {
      const folder = await desktop.chooseFolder()
      if (folder === null) return false
      await opener.open(folder)
      return true
    },
    'workspace.openSample': (name) => opener.openSample(name),
    'workspace.trust': () => opener.trust(),
    'scenario.choose': (name) => session.chooseScenario(name),
  }
}
