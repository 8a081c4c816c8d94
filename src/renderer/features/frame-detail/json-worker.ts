import { JsonDocument } from './json-document'
import { indexJson, type JsonIndexResult } from './json-index'

/** What the window asks for: the lines of a text first, then lines with certain words. */
export type JsonWorkerRequest =
  | { readonly type: 'index'; readonly text: string }
  | { readonly type: 'find'; readonly words: string }

export type JsonWorkerAnswer =
  | { readonly type: 'indexed'; readonly result: JsonIndexResult }
  | { readonly type: 'found'; readonly lines: Int32Array<ArrayBuffer> }

let document: JsonDocument | null = null

self.addEventListener('message', ({ data }: MessageEvent<JsonWorkerRequest>) => {
  if (data.type === 'find') {
    answer({ type: 'found', lines: document?.find(data.words) ?? new Int32Array() })
    return
  }
  const result = indexJson(data.text)
  // The window gets a copy of the lines, as finding needs them here.
  if (result.type === 'json') document = new JsonDocument(data.text, result.index)
  answer({ type: 'indexed', result })
})

function answer(message: JsonWorkerAnswer): void {
  self.postMessage(message)
}
