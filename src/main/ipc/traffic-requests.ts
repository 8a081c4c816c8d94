import type { Services } from './request-services'
import type { RequestHandlers } from './router'

type TrafficRequests = Pick<
  RequestHandlers,
  'traffic.filter' | 'traffic.window' | 'traffic.detail' | 'traffic.clear' | 'traffic.export'
>

export function trafficRequests({
  engine,
  session,
  desktop,
}: Services<'engine' | 'session' | 'desktop'>): TrafficRequests {
  const { capture } = engine
  return {
    'traffic.filter': (filter) => capture.filter(filter),
    'traffic.window': ({ from, count }) => capture.window(from, count),
    'traffic.detail': (seq) => capture.detail(seq),
    'traffic.clear': () => capture.clear(),
    'traffic.export': async () => {
      const file = await desktop.chooseExportFile(session.info.folder)
      return file === null ? null : { file, entries: await capture.exportTo(file) }
    },
  }
}
