import type * as Monaco from 'monaco-editor/editor'
import { t } from '../../../../shared/text/t'
import type { SnippetPlace } from './snippet'
import { snippets } from './snippets'

/** Offers the snippets where a statement or a property may begin: as the first word of a line. */
export function offerSnippets(monaco: typeof Monaco): Monaco.IDisposable {
  return monaco.languages.registerCompletionItemProvider(['typescript', 'javascript'], {
    provideCompletionItems(model, { lineNumber, column }) {
      const { startColumn, endColumn } = model.getWordUntilPosition({ lineNumber, column })
      const before = model.getLineContent(lineNumber).slice(0, startColumn - 1)
      if (!/^\s*\.?$/.test(before)) return { suggestions: [] }
      const range = { startLineNumber: lineNumber, endLineNumber: lineNumber, startColumn, endColumn }
      return {
        suggestions: snippets
          // After a dot only what begins with one makes sense; the dot is there already.
          .filter(({ code }) => code.startsWith('.') === before.endsWith('.'))
          .map(({ label, detail, place, code }) => ({
            label: { label, description: detail },
            kind: monaco.languages.CompletionItemKind.Snippet,
            insertText: before.endsWith('.') ? code.slice(1) : code,
            insertTextRules: monaco.languages.CompletionItemInsertTextRule.InsertAsSnippet,
            documentation: { value: `${placeWords[place]}\n\`\`\`ts\n${plainCode(code)}\n\`\`\`` },
            range,
          })),
      }
    },
  })
}

const placeWords: Readonly<Record<SnippetPlace, string>> = {
  file: t`A whole file`,
  module: t`Beside the handler, at the top level of its file`,
  handler: t`Inside of \`defineHandler({ … })\``,
  router: t`Behind \`new MessageRouter()\``,
  callback: t`Inside of \`onMessage(ctx, msg)\` or another callback`,
}

/** The code as it would be if nothing were filled in. */
export function plainCode(code: string): string {
  return code
    .replace(/(?<!\\)\$\{\d+:((?:\\.|[^}\\])*)\}/g, '$1')
    .replace(/(?<!\\)\$0/g, '')
    .replaceAll('\\$', '$')
}
