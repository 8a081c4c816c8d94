import { parentPort, workerData } from 'node:worker_threads'
import { AppError, messageOf } from '../../../shared/errors'
import type {
  CaptureAnswers,
  CaptureProgress,
  CaptureRequest,
  CaptureWorkerData,
  FromCaptureWorker,
  ToCaptureWorker,
} from './capture-protocol'
import { CaptureSession } from './capture-session'
import type { ExportCourse } from './export-jsonl'
import { compilePairing } from './message-ids'

// Entry of the capture worker's thread: wires the session to its port.
const port = parentPort
if (!port) throw new Error('capture-worker runs as a worker thread only')

// `CaptureLog` is the only one who starts this file.
const { acknowledged, budgetBytes, history, firstView } = workerData as CaptureWorkerData
const stored = new Int32Array(acknowledged)
const post = (message: FromCaptureWorker) => port.postMessage(message)
const session = new CaptureSession(
  { budgetBytes, history, firstView },
  {
    tail: (tail) => post({ type: 'tail', tail }),
    notice: (text) => post({ type: 'notice', text }),
  },
)
const running = new Map<number, AbortController>()

port.on('message', (message: ToCaptureWorker) => {
  if (message.type === 'entries') {
    session.append(message)
    Atomics.store(stored, 0, message.batch)
  } else if (message.type === 'cancel') {
    running.get(message.id)?.abort()
  } else {
    void reply(message.id, message.request)
  }
})

async function reply(id: number, request: CaptureRequest): Promise<void> {
  const cancellation = new AbortController()
  running.set(id, cancellation)
  const progressed = (progress: CaptureProgress) => post({ type: 'progress', id, progress })
  try {
    post({ type: 'answer', id, value: await answer(request, { signal: cancellation.signal, progressed }) })
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'internal'
    post({ type: 'failed', id, code, message: messageOf(error) })
  } finally {
    running.delete(id)
  }
}

async function answer(
  request: CaptureRequest,
  course: ExportCourse,
): Promise<CaptureAnswers[keyof CaptureAnswers]> {
  switch (request.type) {
    case 'filter':
      return session.filter(request.filter)
    case 'window':
      return session.window(request.from, request.count)
    case 'detail':
      return session.detail(request.seq)
    case 'check-pairing':
      return [...compilePairing(request.pairing).problems]
    case 'mark':
      session.mark(request.seq, request.note)
      return null
    case 'clear':
      return session.clear()
    case 'pairing':
      session.pairBy(request.pairing)
      return null
    case 'export':
      return session.export(request.file, course, request.ranges)
    case 'copy':
      return session.copy(request.ranges, request.format)
    case 'locate':
      return session.locate(request.seq)
    default:
      return request satisfies never
  }
}
