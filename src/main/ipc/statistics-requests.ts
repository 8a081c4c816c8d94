import type { Services } from './request-services'
import type { RequestHandlers } from './router'

export function statisticsRequests({
  engine,
}: Services<'engine'>): Pick<RequestHandlers, 'statistics.history'> {
  return {
    'statistics.history': ({ pathId, seconds, until }) => engine.history(pathId, seconds, until),
  }
}
