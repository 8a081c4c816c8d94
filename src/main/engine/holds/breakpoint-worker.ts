import { parentPort, workerData } from 'node:worker_threads'
import { messageOf } from '../../../shared/errors'
import type * as api from '../../../shared/handler-api/understudy'
import { filterPattern } from '../handlers/worker/filter-pattern'
import { toMessage } from '../handlers/worker/ws-message'
import {
  type FromJudge,
  type JudgeQuestion,
  type JudgeWorkerData,
  judgeSlots,
  type ToJudge,
} from './judge-protocol'

// Entry of the thread that runs the patterns of breakpoints: main never does, and handlers are not to suffer
// from one that takes for ever.
const port = parentPort
if (!port) throw new Error('breakpoint-worker runs as a worker thread only')

// `BreakpointJudge` is the only one who starts this file.
const progress = new Int32Array((workerData as JudgeWorkerData).progress)
const post = (message: FromJudge) => port.postMessage(message)
const patterns = new Map<number, api.MessagePattern>()

port.on('message', (message: ToJudge) => {
  if (message.type === 'questions') {
    post({ type: 'answers', answers: message.questions.flatMap((asked) => [asked.question, judge(asked)]) })
    return
  }
  patterns.clear()
  for (const { id, filter } of message.patterns) {
    try {
      const pattern = filterPattern(filter)
      if (pattern) patterns.set(id, pattern)
    } catch (error) {
      post({ type: 'bad-pattern', pattern: id, message: messageOf(error) })
    }
  }
})

/** The first pattern that the message matches, 0 for none. */
function judge({ question, patterns: asked, type, payload }: JudgeQuestion): number {
  const message = toMessage(type, payload)
  const found = asked.find((id) => {
    Atomics.store(progress, judgeSlots.pattern, id)
    Atomics.store(progress, judgeSlots.question, question)
    return patterns.get(id)?.matches(message) ?? false
  })
  Atomics.store(progress, judgeSlots.question, 0)
  return found ?? 0
}
