import 'monaco-editor/features/register.all'
import 'monaco-editor/languages/definitions/typescript/register'
import 'monaco-editor/languages/definitions/javascript/register'
import * as monaco from 'monaco-editor/editor'
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import TypeScriptWorker from 'monaco-editor/languages/features/typescript/ts.worker?worker'
import { setUpTypeScript } from './typescript-setup'

/** Monaco with TypeScript and nothing else of its languages; workers come from the app's own files. */
export function setUpMonaco(): typeof monaco {
  // Without this Monaco would make its workers from blobs, which the page's policy refuses.
  self.MonacoEnvironment = {
    getWorker: (_id, label) =>
      label === 'typescript' || label === 'javascript' ? new TypeScriptWorker() : new EditorWorker(),
  }
  setUpTypeScript()
  defineThemes()
  return monaco
}

/** Ours, and Monaco's own for those who want more contrast. */
export type EditorTheme = 'understudy-light' | 'understudy-dark' | 'hc-light' | 'hc-black'

function defineThemes(): void {
  monaco.editor.defineTheme('understudy-light', {
    base: 'vs',
    inherit: true,
    rules: [
      { token: 'comment', foreground: '59616d' },
      // Monaco's own is too pale on the line with the cursor.
      { token: 'type', foreground: '006b6b' },
    ],
    colors: {
      'editor.background': '#ffffff',
      'editorLineNumber.foreground': '#6f7783',
      'editorGutter.background': '#ffffff',
      'editor.lineHighlightBackground': '#f5f6f8',
      'editor.lineHighlightBorder': '#00000000',
      'scrollbar.shadow': '#00000000',
      'scrollbarSlider.background': '#8a919c59',
      'scrollbarSlider.hoverBackground': '#8a919c99',
      focusBorder: '#0b7568',
      'editorWidget.background': '#ffffff',
      'editorSuggestWidget.selectedBackground': '#d9eeea',
      'editorSuggestWidget.selectedForeground': '#1c2024',
      'editorSuggestWidget.selectedIconForeground': '#1c2024',
      'editorSuggestWidget.highlightForeground': '#0b7568',
      'editorSuggestWidget.focusHighlightForeground': '#0b7568',
      'list.hoverBackground': '#eef1f4',
    },
  })
  monaco.editor.defineTheme('understudy-dark', {
    base: 'vs-dark',
    inherit: true,
    rules: [{ token: 'comment', foreground: '8f9aa8' }],
    colors: {
      'editor.background': '#1b1e23',
      'editorLineNumber.foreground': '#828c99',
      'editorGutter.background': '#1b1e23',
      'editor.lineHighlightBackground': '#23272e',
      'editor.lineHighlightBorder': '#00000000',
      'scrollbar.shadow': '#00000000',
      'scrollbarSlider.background': '#6b748259',
      'scrollbarSlider.hoverBackground': '#6b748299',
      focusBorder: '#4fd1c0',
      'editorWidget.background': '#23272e',
      'editorSuggestWidget.selectedBackground': '#1f3d3b',
      'editorSuggestWidget.selectedForeground': '#e4e7eb',
      'editorSuggestWidget.selectedIconForeground': '#e4e7eb',
      'editorSuggestWidget.highlightForeground': '#4fd1c0',
      'editorSuggestWidget.focusHighlightForeground': '#4fd1c0',
      'list.hoverBackground': '#282d35',
    },
  })
}
