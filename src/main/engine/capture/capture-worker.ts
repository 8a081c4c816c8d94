import { parentPort, workerData } from 'node:worker_threads'
import { AppError, messageOf } from '../../../shared/errors'
import type {
  CaptureAnswers,
  CaptureRequest,
  CaptureWorkerData,
  FromCaptureWorker,
  ToCaptureWorker,
} from './capture-protocol'
import { CaptureSession } from './capture-session'

// Entry of the capture worker's thread: wires the session to its port.
const port = parentPort
if (!port) throw new Error('capture-worker runs as a worker thread only')

// `CaptureLog` is the only one who starts this file.
const { acknowledged, budgetBytes, firstView } = workerData as CaptureWorkerData
const stored = new Int32Array(acknowledged)
const post = (message: FromCaptureWorker) => port.postMessage(message)
const session = new CaptureSession({ budgetBytes, firstView }, (tail) => post({ type: 'tail', tail }))

port.on('message', (message: ToCaptureWorker) => {
  if (message.type === 'entries') {
    session.append(message)
    Atomics.store(stored, 0, message.batch)
  } else {
    void reply(message.id, message.request)
  }
})

async function reply(id: number, request: CaptureRequest): Promise<void> {
  try {
    post({ type: 'answer', id, value: await answer(request) })
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'internal'
    post({ type: 'failed', id, code, message: messageOf(error) })
  }
}

async function answer(request: CaptureRequest): Promise<CaptureAnswers[keyof CaptureAnswers]> {
  switch (request.type) {
    case 'filter':
      return session.filter(request.filter)
    case 'window':
      return session.window(request.from, request.count)
    case 'detail':
      return session.detail(request.seq)
    case 'clear':
      return session.clear()
    case 'export':
      return session.export(request.file)
    default:
      return request satisfies never
  }
}
