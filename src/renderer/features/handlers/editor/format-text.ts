import type * as Monaco from 'monaco-editor/editor'
import * as typescript from 'monaco-editor/languages/features/typescript/register'

export type FormatOutcome = 'formatted' | 'syntax-errors' | 'nothing'

/** Formats what the editor shows, as one step that can be undone; code that cannot be parsed is left alone. */
export async function formatText(editor: Monaco.editor.IStandaloneCodeEditor): Promise<FormatOutcome> {
  const model = editor.getModel()
  if (!model) return 'nothing'
  const isScript = model.getLanguageId() === 'javascript'
  const workerOf = await (isScript ? typescript.getJavaScriptWorker() : typescript.getTypeScriptWorker())
  const worker = await workerOf(model.uri)
  const problems = await worker.getSyntacticDiagnostics(model.uri.toString())
  if (problems.length > 0) return 'syntax-errors'
  // Another file was chosen meanwhile: that one was not meant.
  if (editor.getModel() !== model) return 'nothing'
  await editor.getAction('editor.action.formatDocument')?.run()
  return 'formatted'
}
