import type { Services } from './request-services'
import type { RequestHandlers } from './router'

type TrafficRequests = Pick<
  RequestHandlers,
  | 'traffic.filter'
  | 'traffic.window'
  | 'traffic.detail'
  | 'traffic.setPairing'
  | 'traffic.mark'
  | 'traffic.clear'
  | 'traffic.export'
  | 'traffic.cancelExport'
  | 'traffic.copy'
  | 'traffic.locate'
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
    'traffic.setPairing': async (pairing) => {
      await capture.checkPairing(pairing)
      await session.setPairing(pairing)
    },
    'traffic.mark': ({ seq, note }) => capture.mark(seq, note),
    'traffic.clear': () => capture.clear(),
    'traffic.export': async ({ ranges }) => {
      const file = await desktop.chooseExportFile(session.info.folder)
      return file === null ? null : exporting.run(file, ranges)
    },
    'traffic.cancelExport': () => exporting.cancel(),
    'traffic.copy': async ({ ranges, format }) => {
      const { text, entries, cut } = await capture.copy(ranges, format)
      if (entries > 0) desktop.copyText(text)
      return { entries, cut }
    },
    'traffic.locate': (seq) => capture.locate(seq),
  }
}
