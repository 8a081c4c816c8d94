import { readFile } from 'node:fs/promises'
import { Session } from 'node:inspector'
import { SourceMap } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { SourceLocation } from '../../../shared/model/handlers'
import { embeddedSourceMap } from './embedded-source-map'
import { locationInStack } from './workspace-url'

/** Where a call frame is in the compiled code; both count from 0. */
interface FramePosition {
  readonly url: string
  readonly line: number
  readonly column: number
}

/** What of V8's debugger protocol is of interest here. */
type DebuggerMessage =
  | { readonly method: 'Debugger.scriptParsed'; readonly params: { scriptId: string; url: string } }
  | {
      readonly method: 'Debugger.paused'
      readonly params: {
        readonly callFrames: readonly {
          readonly location: {
            readonly scriptId: string
            readonly lineNumber: number
            readonly columnNumber?: number
          }
        }[]
      }
    }
  | { readonly method?: never }

/**
 * Looks through the debugger where in the workspace's code a worker thread is that answers nothing any more;
 * null where that can't be found within the limit, for example inside of a regular expression. To be called
 * on a thread that is about to be terminated; `gone` resolves when it is.
 */
export async function locateBlocked(
  threadId: number,
  limitMs: number,
  gone: Promise<void>,
): Promise<SourceLocation | null> {
  const session = new Session()
  try {
    session.connect()
  } catch {
    // This build of Node has no inspector, or it is switched off: the place stays unknown.
    return null
  }
  void gone.then(() => session.disconnect())
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, limitMs, null)
  })
  try {
    const frames = await Promise.race([callFrames(session, threadId), gone, tooLate])
    return frames ? await firstInWorkspace(frames) : null
  } finally {
    clearTimeout(timer)
  }
}

/** Pauses the thread for a moment and tells its call frames, the innermost first. */
function callFrames(session: Session, threadId: number): Promise<readonly FramePosition[]> {
  const urls = new Map<string, string>()
  return new Promise((resolve) => {
    let sessionId: string | null = null
    let messages = 0
    const tell = (method: string): void => {
      if (sessionId === null) return
      messages += 1
      session.post('NodeWorker.sendMessageToWorker', {
        sessionId,
        message: JSON.stringify({ id: messages, method }),
      })
    }
    session.on('NodeWorker.attachedToWorker', ({ params }) => {
      // The title begins with `[worker 3]`.
      if (!params.workerInfo.title.startsWith(`[worker ${threadId}]`)) return
      sessionId = params.sessionId
      tell('Debugger.enable')
      tell('Debugger.pause')
    })
    session.on('NodeWorker.receivedMessageFromWorker', ({ params }) => {
      if (params.sessionId !== sessionId) return
      // Node passes on what V8 sends.
      const message = JSON.parse(params.message) as DebuggerMessage
      if (message.method === 'Debugger.scriptParsed') {
        urls.set(message.params.scriptId, message.params.url)
      } else if (message.method === 'Debugger.paused') {
        // A thread that is left paused can't be terminated.
        tell('Debugger.resume')
        const positions = message.params.callFrames.map(({ location }) => ({
          url: urls.get(location.scriptId) ?? '',
          line: location.lineNumber,
          column: location.columnNumber ?? 0,
        }))
        resolve(positions)
      }
    })
    session.post('NodeWorker.enable', { waitForDebuggerOnStart: false })
  })
}

async function firstInWorkspace(frames: readonly FramePosition[]): Promise<SourceLocation | null> {
  for (const { url, line, column } of frames) {
    const map = await readSourceMap(url)
    const entry = map?.findEntry(line, column)
    if (!entry || !('originalSource' in entry)) continue
    const { originalSource, originalLine, originalColumn } = entry
    const location = locationInStack(`${originalSource}:${originalLine + 1}:${originalColumn + 1}`)
    if (location) return location
  }
  return null
}

async function readSourceMap(url: string): Promise<SourceMap | null> {
  if (!url.startsWith('file:')) return null
  try {
    const map = embeddedSourceMap(await readFile(fileURLToPath(url), 'utf8'))
    // Most files are none of the compiled handlers.
    return map === null ? null : new SourceMap(JSON.parse(map))
  } catch {
    // The file is gone, or what looked like a source map is none.
    return null
  }
}
