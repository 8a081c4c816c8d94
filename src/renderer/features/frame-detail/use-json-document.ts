import { useEffect, useMemo, useState } from 'react'
import { JsonDocument } from './json-document'
import { indexJson, type JsonIndexResult, mayBeJson } from './json-index'
import type { JsonWorkerAnswer, JsonWorkerRequest } from './json-worker'
import JsonWorker from './json-worker?worker'

/** Characters up to which JSON is read at once: a worker's answer comes a moment later, and would flicker. */
const atOnceLimit = 200_000

/** A document, and how its lines are searched. */
export interface SearchableJson {
  readonly document: JsonDocument
  find(words: string): Promise<Int32Array>
}

/** What is known about a text. */
export type JsonReading =
  | { readonly state: 'reading' }
  | { readonly state: 'json'; readonly json: SearchableJson }
  | { readonly state: 'text'; readonly reason: 'not-json' | 'too-deep' }

/** Reads `text` as JSON; a long one in a worker, so that the window never stands still for it. */
export function useJsonDocument(text: string): JsonReading {
  const isLong = text.length > atOnceLimit && mayBeJson(text)
  const atOnce = useMemo(() => (isLong ? null : readAtOnce(text)), [text, isLong])
  const [fromWorker, setFromWorker] = useState<JsonReading>({ state: 'reading' })
  useEffect(() => {
    if (!isLong) return
    const search = new WorkerSearch(text, setFromWorker)
    return () => {
      search.close()
      setFromWorker({ state: 'reading' })
    }
  }, [text, isLong])
  return atOnce ?? fromWorker
}

function readAtOnce(text: string): JsonReading {
  return readingOf(indexJson(text), text, (document, words) => Promise.resolve(document.find(words)))
}

function readingOf(
  result: JsonIndexResult,
  text: string,
  find: (document: JsonDocument, words: string) => Promise<Int32Array>,
): JsonReading {
  if (result.type !== 'json') return { state: 'text', reason: result.type }
  const document = new JsonDocument(text, result.index)
  return { state: 'json', json: { document, find: (words) => find(document, words) } }
}

/** A worker that has read one text. */
class WorkerSearch {
  readonly #worker = new JsonWorker()
  readonly #waiting: ((lines: Int32Array) => void)[] = []

  constructor(text: string, read: (reading: JsonReading) => void) {
    this.#worker.addEventListener('message', ({ data }: MessageEvent<JsonWorkerAnswer>) => {
      // Answers come in the order of the requests.
      if (data.type === 'found') this.#waiting.shift()?.(data.lines)
      else read(readingOf(data.result, text, (_, words) => this.#find(words)))
    })
    this.#ask({ type: 'index', text })
  }

  close(): void {
    this.#worker.terminate()
  }

  #find(words: string): Promise<Int32Array> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      this.#ask({ type: 'find', words })
    })
  }

  #ask(request: JsonWorkerRequest): void {
    this.#worker.postMessage(request)
  }
}
