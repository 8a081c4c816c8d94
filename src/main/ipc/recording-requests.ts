import type { Services } from './request-services'
import type { RequestHandlers } from './router'

type RecordingRequests = Pick<
  RequestHandlers,
  | 'traffic.makeHandler'
  | 'recordings.start'
  | 'recordings.stop'
  | 'recordings.list'
  | 'recordings.open'
  | 'recordings.entries'
  | 'recordings.rename'
  | 'recordings.remove'
  | 'recordings.restore'
  | 'recordings.reveal'
  | 'recordings.exportHar'
  | 'recordings.import'
  | 'recordings.cancel'
  | 'recordings.makeHandler'
  | 'replay.start'
  | 'replay.setPaused'
  | 'replay.setSpeed'
  | 'replay.stop'
>

export function recordingRequests({
  recordings,
  desktop,
}: Services<'recordings' | 'desktop'>): RecordingRequests {
  return {
    'traffic.makeHandler': ({ seq, to }) => recordings.makeHandlerFromEntry(seq, to),
    'recordings.start': () => recordings.start(),
    'recordings.stop': () => recordings.stop(),
    'recordings.list': () => recordings.list(),
    'recordings.open': (name) => recordings.open(name),
    'recordings.entries': ({ name, from, count }) => recordings.entries(name, from, count),
    'recordings.rename': ({ from, to }) => recordings.rename(from, to),
    'recordings.remove': (name) => recordings.remove(name),
    'recordings.restore': (name) => recordings.restore(name),
    'recordings.reveal': async (name) => desktop.revealFile(await recordings.locate(name)),
    'recordings.exportHar': async (name) => {
      const file = await desktop.chooseHarFile(name)
      return file === null ? null : { file, entries: await recordings.exportHar(name, file) }
    },
    'recordings.import': async () => {
      const file = await desktop.chooseTrafficFile()
      return file === null ? null : recordings.import(file)
    },
    'recordings.cancel': () => recordings.cancel(),
    'recordings.makeHandler': ({ name, path, to }) => recordings.makeHandler(name, path, to),
    'replay.start': ({ name, recorded, target, speed }) => recordings.replay(name, recorded, target, speed),
    'replay.setPaused': (isPaused) => recordings.setReplayPaused(isPaused),
    'replay.setSpeed': (speed) => recordings.setReplaySpeed(speed),
    'replay.stop': () => recordings.stopReplay(),
  }
}
