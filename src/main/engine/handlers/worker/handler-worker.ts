import { setImmediate, setTimeout } from 'node:timers'
import { parentPort, workerData } from 'node:worker_threads'
import { embedSourceMap } from '../embedded-source-map'
import type { FromWorker, HandlerWorkerData } from '../protocol'
import { captureConsole } from './console-capture'
import { callerLocation } from './console-text'
import { Inbox } from './inbox'
import { describeThrown } from './problem-report'
import { containEnds } from './process-ends'
import { WorkerSession } from './worker-session'

const warmUpMap = '{"version":3,"sources":["warm-up"],"mappings":"AAAA"}'
const warmUpModule = `data:text/javascript,0\n${embedSourceMap(warmUpMap)}`

/** Entry of the handler worker's thread. */
function start(): void {
  const port = parentPort
  if (!port) throw new Error('The handler worker runs as a worker thread only')
  // What the host passes as `workerData`. The seal is taken out: handlers can reach the port, but not sign for it.
  const { liveness, seal } = workerData as HandlerWorkerData
  Reflect.deleteProperty(workerData, 'seal')
  const post = (message: FromWorker) => port.postMessage({ ...message, seal })
  const exit = containEnds(process, (call, callee) => {
    post({ type: 'exiting', call, location: callerLocation(callee) })
  })
  process.setSourceMapsEnabled(true)
  const slots = new Int32Array(liveness)
  const session = new WorkerSession({
    post,
    later: (task) => void setImmediate(task),
    after: (ms, task) => void setTimeout(task, ms).unref(),
    importModule: (url) => import(url),
    liveness: slots,
    provide: (key, value) => Reflect.set(globalThis, Symbol.for(key), value),
    exit: () => exit(0),
  })
  captureConsole(console, (level, text, location, values) => {
    session.outbox.log(session.mark.entry, level, text, location, values)
  })
  // A forgotten `await` is a mistake to be shown, not one to end the worker for.
  process.on('unhandledRejection', (reason) => {
    const { message, location } = describeThrown(reason)
    session.outbox.log(0, 'error', `Unhandled rejection: ${message}`, location)
  })
  new Inbox({ port, liveness: slots, receive: (message) => session.receive(message) })
  post({ type: 'ready' })
  // What Node needs for its first module with a source map is loaded before there is a hurry.
  void import(warmUpModule)
}

start()
