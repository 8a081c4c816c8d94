import type { Services } from './request-services'
import type { RequestHandlers } from './router'

type TrafficRequests = Pick<
  RequestHandlers,
  | 'traffic.filter'
  | 'traffic.window'
  | 'traffic.detail'
  | 'traffic.clear'
  | 'traffic.export'
  | 'traffic.cancelExport'
>

export function trafficRequests({
  engine,
  session,
  desktop,
  exporting,
}: Services<'engine' | 'session' | 'desktop' | 'exporting'>): TrafficRequests {
  const { capture } = engine
  return {
    'traffic.filter': (filter) => capture.filter(filter),
    'traffic.window': ({ from, count }) => capture.window(from, count),
    'traffic.detail': (seq) => capture.detail(seq),
    'traffic.clear': () => capture.clear(),
    'traffic.export': async () => {
      const file = await desktop.chooseExportFile(session.info.folder)
      return file === null ? null : exporting.run(file)
    },
    'traffic.cancelExport': () => exporting.cancel(),
  }
}
