import type { Services } from './request-services'
import type { RequestHandlers } from './router'

type WorkspaceRequests = Pick<
  RequestHandlers,
  | 'workspace.open'
  | 'workspace.choose'
  | 'workspace.openSample'
  | 'workspace.trust'
  | 'scenario.choose'
  | 'scenario.save'
  | 'scenario.remove'
  | 'scenario.restore'
  | 'scenario.move'
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
    'scenario.save': ({ scenario, replaces }) => session.saveScenario(scenario, replaces),
    'scenario.remove': (name) => session.removeScenario(name),
    'scenario.restore': (name) => session.restoreScenario(name),
    'scenario.move': ({ name, by }) => session.moveScenario(name, by),
  }
}
