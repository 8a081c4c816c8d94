import { appRequests } from './app-requests'
import { breakpointRequests } from './breakpoint-requests'
import { clientRequests } from './client-requests'
import { connectionRequests } from './connection-requests'
import { draftRequests } from './draft-requests'
import { handlerRequests } from './handler-requests'
import { messageRequests } from './message-requests'
import { recordingRequests } from './recording-requests'
import type { RequestServices } from './request-services'
import type { RequestHandlers } from './router'
import { ruleRequests } from './rule-requests'
import { serverRequests } from './server-requests'
import { statisticsRequests } from './statistics-requests'
import { trafficRequests } from './traffic-requests'
import { workspaceRequests } from './workspace-requests'

/** Every request of the contract; the compiler misses one that is left out. */
export function requestHandlers(services: RequestServices): RequestHandlers {
  return {
    ...appRequests(services),
    ...serverRequests(services),
    ...workspaceRequests(services),
    ...handlerRequests(services),
    ...draftRequests(services),
    ...ruleRequests(services),
    ...breakpointRequests(services),
    ...connectionRequests(services),
    ...messageRequests(services),
    ...statisticsRequests(services),
    ...trafficRequests(services),
    ...recordingRequests(services),
    ...clientRequests(services),
  }
}
